// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GranularityTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static long at(String time) {
    return Instant.parse(time).toEpochMilli();
  }

  private static long buckets(Granularity granularity, long start, ZoneId zone) {
    return (granularity.end(start, zone) - start) / Granularity.BASE;
  }

  @Test
  void shouldGiveTheDaysOfTheClockChangeTheirTrueLength() {
    long spring = Granularity.DAY.start(at("2024-03-31T12:00:00Z"), BERLIN);
    long autumn = Granularity.DAY.start(at("2024-10-27T12:00:00Z"), BERLIN);
    assertThat(buckets(Granularity.DAY, spring, BERLIN)).isEqualTo(92);
    assertThat(buckets(Granularity.DAY, autumn, BERLIN)).isEqualTo(100);
    ZoneId shanghai = ZoneId.of("Asia/Shanghai");
    assertThat(buckets(Granularity.DAY, Granularity.DAY.start(autumn, shanghai), shanghai))
        .isEqualTo(96);
  }

  @Test
  void shouldBeginDaysMonthsAndYearsAtLocalMidnight() {
    ZoneId kolkata = ZoneId.of("Asia/Kolkata");
    long time = at("2024-12-31T18:30:00Z");
    for (Granularity coarse : List.of(Granularity.DAY, Granularity.MONTH, Granularity.YEAR)) {
      assertThat(coarse.start(time, kolkata)).isEqualTo(time);
      assertThat(coarse.end(coarse.start(time - 1, kolkata), kolkata)).isEqualTo(time);
    }
    assertThat(Granularity.HOUR.start(time, kolkata)).isEqualTo(at("2024-12-31T18:00:00Z"));
  }

  @Test
  void shouldTileTimeWithoutGapOrOverlapInEveryZone() {
    Random random = new Random(3);
    for (String name : List.of("Asia/Shanghai", "Europe/Berlin", "Asia/Kolkata", "+09:00")) {
      ZoneId zone = ZoneId.of(name);
      for (Granularity granularity : Granularity.values()) {
        for (int i = 0; i < 2_000; i++) {
          long time = at("2000-01-01T00:00:00Z") + (random.nextLong() >>> 24);
          long start = granularity.start(time, zone);
          long end = granularity.end(start, zone);
          assertThat(time).isBetween(start, end - 1);
          assertThat(granularity.start(end - 1, zone)).isEqualTo(start);
          assertThat(granularity.start(end, zone)).isEqualTo(end);
          assertThat(Math.floorMod(start, Granularity.BASE)).isZero();
        }
      }
    }
  }

  @Test
  void shouldCountBucketsBefore1970Too() {
    assertThat(Granularity.base(-1)).isEqualTo(-Granularity.BASE);
    assertThat(Granularity.of("1M")).contains(Granularity.MONTH);
    assertThat(Granularity.of("1m")).isEmpty();
  }
}
