// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import static io.tanliu.domain.assess.Series.days;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.assess.DailySeries.Sum;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class DailySeriesTest {
  @Test
  void shouldAddDaysAndCountMissingOnesAsNotMeasured() {
    DailySeries series =
        new Series()
            .days("2024-01-01", "2024-01-11", 7, 1)
            .days("2024-01-16", "2024-01-21", -2, 0.5)
            .make();
    assertThat(series.sum(days("2024-01-01", "2024-01-21"))).isEqualTo(new Sum(60, 12.5 / 20, 20));
    assertThat(series.sum(days("2023-12-22", "2024-01-01"))).isEqualTo(new Sum(0, 0, 0));
    assertThat(series.sum(days("2024-01-10", "2024-01-10")).amount()).isZero();
    assertThat(series.first()).contains(LocalDate.parse("2024-01-01"));
    assertThat(series.end()).contains(LocalDate.parse("2024-01-21"));
    assertThat(DailySeries.EMPTY.sum(days("2024-01-10", "2024-02-10")).days()).isZero();
  }

  @Test
  void shouldCompareTheSameDaysOfLastYearAlsoAroundALeapDay() {
    assertThat(days("2025-01-01", "2025-03-01").lastYear())
        .isEqualTo(days("2024-01-01", "2024-02-29"));
    assertThat(days("2024-01-01", "2024-03-01").lastYear())
        .isEqualTo(days("2023-01-01", "2023-03-01"));
    assertThat(Days.yearTo(LocalDate.parse("2025-01-01")))
        .isEqualTo(days("2024-01-01", "2025-01-01"));
    assertThat(Days.yearTo(LocalDate.parse("2025-01-02")))
        .isEqualTo(days("2025-01-01", "2025-01-02"));
  }
}
