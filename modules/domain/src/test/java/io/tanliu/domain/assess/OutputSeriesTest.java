// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import static io.tanliu.domain.assess.Series.days;
import static io.tanliu.domain.assess.Series.production;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.assess.OutputSeries.Output;
import io.tanliu.domain.control.ReportBook;
import io.tanliu.domain.unit.ActivityReport;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutputSeriesTest {
  @Test
  void shouldAddWholeMonthsExactlyAndPartsByDays() {
    OutputSeries series =
        OutputSeries.of(List.of(month("2024-01", "310"), month("2024-02", "290"))).orElseThrow();
    assertThat(output(series, "2024-01-01", "2024-03-01").amount()).isEqualByComparingTo("600");
    assertThat(output(series, "2024-01-11", "2024-02-11").amount())
        .isEqualByComparingTo("310.0"); // 21/31 of 310 and 10/29 of 290
    assertThat(output(series, "2024-01-01", "2024-03-01").provisional()).isFalse();
  }

  @Test
  void shouldSpreadAQuarterAndAYearOverTheMonthsThatNobodyReportedAlone() {
    OutputSeries series =
        OutputSeries.of(
                List.of(
                    production("P", "2023", "3650", "t"),
                    production("P", "2023-Q1", "300", "t"),
                    month("2023-01", "100")))
            .orElseThrow();
    assertThat(output(series, "2023-01-01", "2023-02-01").amount()).isEqualByComparingTo("100");
    assertThat(output(series, "2023-02-01", "2023-04-01").amount().doubleValue()).isEqualTo(200);
    assertThat(output(series, "2023-01-01", "2024-01-01").amount().doubleValue()).isEqualTo(3650);
    assertThat(output(series, "2023-01-01", "2024-01-01").provisional()).isFalse();
  }

  @Test
  void shouldCarryTheLatestDailyRateForwardAndSaySo() {
    OutputSeries series = OutputSeries.of(List.of(month("2024-01", "310"))).orElseThrow();
    Output output = output(series, "2024-01-01", "2024-03-01");
    assertThat(output.amount()).isEqualByComparingTo("600");
    assertThat(output.provisional()).isTrue();
    assertThat(output.assumed()).containsExactly(YearMonth.of(2024, 2));
  }

  @Test
  void shouldCarryTheGrowthOfTheNewestMonthsAsControlDoes() {
    List<ActivityReport> reports =
        List.of(
            month("2023-01", "100"),
            month("2023-02", "200"),
            month("2023-03", "100"),
            month("2024-01", "110"),
            month("2024-02", "220"));
    Output output = output(OutputSeries.of(reports).orElseThrow(), "2024-03-01", "2024-04-01");
    assertThat(output.amount()).as("100 t a year ago times 330/300").isEqualByComparingTo("110");
    assertThat(output.assumed()).containsExactly(YearMonth.of(2024, 3));
    assertThat(output.amount())
        .isEqualByComparingTo(
            new ReportBook(reports)
                .over(
                    ActivityReport.Kind.PRODUCTION,
                    Optional.of("P"),
                    LocalDate.parse("2024-03-01"),
                    LocalDate.parse("2024-04-01"))
                .orElseThrow()
                .value());
  }

  @Test
  void shouldNotGuessBackwardsAndNotAddTonnesToPieces() {
    OutputSeries series =
        OutputSeries.of(List.of(month("2024-01", "310"), production("P", "2024-02", "9", "辆")))
            .orElseThrow();
    assertThat(series.over(days("2023-12-01", "2024-02-01"))).isEmpty();
    assertThat(series.unit()).isEqualTo("t");
    assertThat(output(series, "2024-02-01", "2024-03-01").amount()).isEqualByComparingTo("290");
    assertThat(OutputSeries.of(List.of())).isEmpty();
  }

  private static ActivityReport month(String month, String tonnes) {
    return production("P", month, tonnes, "t");
  }

  private static Output output(OutputSeries series, String from, String to) {
    return series.over(days(from, to)).orElseThrow();
  }
}
