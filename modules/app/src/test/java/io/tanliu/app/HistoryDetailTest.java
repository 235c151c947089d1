// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.time.Granularity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryDetailTest {
  private static final Instant NOW = Instant.parse("2026-11-21T09:30:00Z");

  @TempDir Path dir;

  @Test
  void shouldPublishTheNewestHoursAndQuarterHoursOfAHistoryThatIsLoaded() throws IOException {
    Map<Granularity, Long> from =
        HistoryDetail.decided(dir.resolve("data"), true, Granularity.QUARTER_HOUR, NOW);

    assertThat(from)
        .containsOnly(
            Map.entry(Granularity.HOUR, day("2026-09-22")),
            Map.entry(Granularity.QUARTER_HOUR, day("2026-11-14")));
  }

  @Test
  void shouldKeepWhatWasDecidedAtTheFirstStart() throws IOException {
    Map<Granularity, Long> first = HistoryDetail.decided(dir, true, Granularity.QUARTER_HOUR, NOW);

    assertThat(HistoryDetail.decided(dir, false, Granularity.DAY, NOW.plus(Duration.ofDays(9))))
        .isEqualTo(first);
    assertThat(HistoryDetail.known(dir)).isEqualTo(first);
  }

  @Test
  void shouldPublishEverythingWhereNothingIsSimulated() throws IOException {
    assertThat(HistoryDetail.decided(dir, false, Granularity.QUARTER_HOUR, NOW)).isEmpty();
    assertThat(HistoryDetail.known(dir.resolve("no demo"))).isEmpty();
  }

  @Test
  void shouldPublishNothingFinerThanWhatIsAskedFor() throws IOException {
    long never = Instant.parse("9999-01-01T00:00:00Z").toEpochMilli();

    assertThat(HistoryDetail.decided(dir, false, Granularity.DAY, NOW))
        .containsOnly(
            Map.entry(Granularity.HOUR, never), Map.entry(Granularity.QUARTER_HOUR, never));
  }

  @Test
  void shouldGoOnPublishingEverythingInADirectoryThatDidSoBefore() throws IOException {
    Files.createDirectory(dir.resolve("kafka"));

    assertThat(HistoryDetail.decided(dir, true, Granularity.DAY, NOW)).isEmpty();
  }

  private static long day(String day) {
    return Instant.parse(day + "T00:00:00Z").toEpochMilli();
  }
}
