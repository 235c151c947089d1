// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.device.Gaps.Range;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GapsTest {
  private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(120);

  private final Gaps gaps =
      new Gaps(Duration.ofMinutes(10), Duration.ofMinutes(2), Duration.ofDays(7));

  private static Instant at(int minutes) {
    return NOW.plusSeconds(60L * minutes);
  }

  @Test
  void shouldTellNothingWhileNothingIsMissing() {
    gaps.seen(at(0), NOW);
    gaps.seen(at(10), NOW);
    gaps.seen(at(21), NOW);
    gaps.seen(at(30), NOW);
    assertThat(gaps.due(LATER)).isEmpty();
  }

  @Test
  void shouldTellWhatIsMissingOnceAndOnlyAfterThePatience() {
    gaps.seen(at(0), NOW);
    gaps.seen(at(40), NOW);
    assertThat(gaps.due(LATER.minusMillis(1))).isEmpty();
    assertThat(gaps.due(LATER)).containsExactly(new Range(at(10), at(30)));
    assertThat(gaps.due(LATER)).isEmpty();
  }

  @Test
  void shouldNotAskForWhatTheDeviceSendsAgainByItself() {
    gaps.seen(at(0), NOW);
    gaps.seen(at(60), NOW);
    gaps.seen(at(30), NOW);
    gaps.seen(at(10), NOW);
    gaps.seen(at(-50), NOW);
    assertThat(gaps.due(LATER))
        .containsExactly(new Range(at(20), at(20)), new Range(at(40), at(50)));
  }

  @Test
  void shouldGoBackNoFurtherThanItsBound() {
    gaps.seen(at(0), NOW);
    gaps.seen(at(60 * 24 * 30), NOW);
    assertThat(gaps.due(LATER)).containsExactly(new Range(at(60 * 24 * 23), at(60 * 24 * 30 - 10)));
  }

  @Test
  void shouldRememberTheNewestGapsOfMany() {
    for (int i = 0; i < 300; i++) {
      gaps.seen(at(20 * i), NOW);
    }
    assertThat(gaps.due(LATER))
        .hasSize(100)
        .last()
        .isEqualTo(new Range(at(20 * 298 + 10), at(20 * 298 + 10)));
  }
}
