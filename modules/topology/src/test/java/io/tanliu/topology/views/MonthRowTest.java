// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.assess.DailySeries;
import io.tanliu.domain.assess.DailySeries.Day;
import io.tanliu.domain.assess.Days;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MonthRowTest {
  private static final YearMonth MONTH = YearMonth.of(2024, 2);

  @Test
  void shouldKeepCoverageHoweverOftenAMonthIsWrittenAnew() {
    for (int step = 0; step <= 10_000; step += 7) {
      Map<String, Day> day = Map.of("tce", new Day(5, step / 10_000.0));
      MonthRow row = new MonthRow();
      row.put(3, day);
      for (int i = 0; i < 3; i++) {
        row = MonthRow.decode(row.encode());
        assertThat(row.put(3, day)).as("%s ten-thousandths are the same", step).isFalse();
      }
      assertThat(row.day(3)).isEqualTo(day);
    }
  }

  @Test
  void shouldNeverRoundCoverageUpToABound() {
    MonthRow row = new MonthRow();
    row.put(1, Map.of("tce", new Day(5, 0.89999)));
    assertThat(row.day(1).get("tce").coverage()).isEqualTo(0.8999);
  }

  @Test
  void shouldTakeAwayWhatADayHasNoLonger() {
    MonthRow row = new MonthRow();
    assertThat(row.put(1, Map.of("tce", new Day(5, 1), "nox", new Day(6, 1)))).isTrue();
    assertThat(row.put(1, Map.of("tce", new Day(5, 1)))).isTrue();
    assertThat(MonthRow.decode(row.encode()).day(1)).containsOnlyKeys("tce");
  }

  @Test
  void shouldCollectTheCompleteDaysOfMonthsWithHolesBetween() {
    Map<String, DailySeries.Builder> series = new HashMap<>();
    MonthRow january = new MonthRow();
    january.put(30, Map.of("tce", new Day(7, 1)));
    MonthRow february = new MonthRow();
    february.put(2, Map.of("tce", new Day(20, 0.5)));
    february.put(10, Map.of("tce", new Day(1_000, 1)));
    LocalDate end = LocalDate.of(2024, 2, 10);
    MonthRow.collect(january.encode(), MONTH.minusMonths(1), end, series);
    MonthRow.collect(february.encode(), MONTH, end, series);
    DailySeries tce = series.get("tce").build();
    Days days = new Days(LocalDate.of(2024, 1, 30), end);
    assertThat(tce.sum(days).amount()).as("the tenth is not complete").isEqualTo(27);
    assertThat(tce.sum(days).coverage()).as("1.5 of 11 days").isEqualTo(1.5 / 11);
    assertThat(tce.end()).contains(LocalDate.of(2024, 2, 3));
  }
}
