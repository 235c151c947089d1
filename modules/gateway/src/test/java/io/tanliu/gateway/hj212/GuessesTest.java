// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.hj212;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GuessesTest {
  private static final long SECOND = 1_000_000_000L;

  private final Guesses guesses = new Guesses(2, Duration.ofSeconds(2), Duration.ofSeconds(60));

  private void wrong(int times, long at) {
    for (int i = 0; i < times; i++) {
      guesses.wrong("D1", at);
    }
  }

  @Test
  void shouldForgiveTheFirstOnes() {
    wrong(2, 0);
    assertThat(guesses.allowed("D1", 0)).isTrue();
  }

  @Test
  void shouldDoubleThePauseUpToTheLongest() {
    wrong(3, 0);
    assertThat(guesses.allowed("D1", 2 * SECOND - 1)).isFalse();
    assertThat(guesses.allowed("D1", 2 * SECOND)).isTrue();
    guesses.wrong("D1", 2 * SECOND);
    assertThat(guesses.allowed("D1", 6 * SECOND - 1)).isFalse();
    assertThat(guesses.allowed("D1", 6 * SECOND)).isTrue();
    wrong(100, 6 * SECOND);
    assertThat(guesses.allowed("D1", 66 * SECOND - 1)).isFalse();
    assertThat(guesses.allowed("D1", 66 * SECOND)).isTrue();
    assertThat(guesses.allowed("D2", 0)).isTrue();
  }

  @Test
  void shouldForgetAfterARightOneOrALongTime() {
    wrong(5, 0);
    guesses.right("D1");
    assertThat(guesses.allowed("D1", 1)).isTrue();
    wrong(5, 0);
    guesses.wrong("D1", 1_000 * SECOND);
    assertThat(guesses.allowed("D1", 1_000 * SECOND)).isTrue();
  }
}
