// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.assess.EnergyReport.State;
import io.tanliu.domain.unit.ActivityReport;
import io.tanliu.domain.unit.ActivityReport.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 能源利用状况报告: due on 31 March, at most 5 % from what was measured. */
class EnergyReportTest {
  private static final EnergyReport.Rule RULE =
      new EnergyReport.Rule(new BigDecimal("10000"), 3, new BigDecimal("0.05"), 0.9, "test", "C");

  /** 366 days of 40 t: 14 640 t in 2024. */
  private static final DailySeries KEY_UNIT =
      new Series().tonnes("2024-01-01", "2025-06-01", "40").make();

  @ParameterizedTest
  @CsvSource({"2025-01-02, NOT_DUE", "2025-03-31, NOT_DUE", "2025-04-01, MISSING"})
  void shouldMissAReportOnlyWhenItsLastDayIsOver(String end, State state) {
    EnergyReport report = reports(KEY_UNIT, List.of(), end).get(0);
    assertThat(report.due()).isEqualTo(LocalDate.parse("2025-03-31"));
    assertThat(report.state()).isEqualTo(state);
    assertThat(report.measured()).isEqualByComparingTo("14640");
  }

  @ParameterizedTest
  @CsvSource({
    "15372, tce, 0.05, AGREES",
    "15372.1, tce, 0.05000683060109, DEVIATES",
    "13908, tce, -0.05, AGREES",
    "1.3, 1e4 tce, -0.112021857923497, DEVIATES"
  })
  void shouldAcceptFivePercentEitherWay(
      String value, String unit, BigDecimal deviation, State state) {
    EnergyReport report =
        reports(KEY_UNIT, List.of(report("2024", value, unit)), "2025-02-01").get(0);
    assertThat(report.deviation().orElseThrow().doubleValue())
        .isCloseTo(deviation.doubleValue(), org.assertj.core.data.Offset.offset(1e-12));
    assertThat(report.state()).isEqualTo(state);
  }

  @Test
  void shouldNotCompareWithAYearThatWasMeasuredTooPoorly() {
    DailySeries half = new Series().tonnes("2024-01-01", "2024-08-01", "60").make();
    EnergyReport report =
        reports(half, List.of(report("2024", "12780", "tce")), "2025-02-01").get(0);
    assertThat(report.state()).isEqualTo(State.NOT_ASSESSABLE);
    assertThat(report.deviation()).isEmpty();
  }

  @Test
  void shouldAskNothingOfAUnitBelowTheThresholdThatReportsNothing() {
    DailySeries small = new Series().tonnes("2024-01-01", "2025-06-01", "20").make();
    assertThat(reports(small, List.of(), "2025-06-01")).isEmpty();
    assertThat(reports(small, List.of(report("2024", "7320", "tce")), "2025-06-01"))
        .as("what it reports all the same is compared")
        .extracting(EnergyReport::state)
        .containsExactly(State.AGREES);
    assertThat(reports(small, List.of(report("2024-12", "7320", "tce")), "2025-06-01"))
        .as("a month is no report of the year")
        .isEmpty();
  }

  private static List<EnergyReport> reports(
      DailySeries tce, List<ActivityReport> reports, String end) {
    return EnergyReport.of(RULE, tce, reports, LocalDate.parse(end));
  }

  private static ActivityReport report(String period, String value, String unit) {
    return new ActivityReport(
        "U",
        Kind.ENERGY,
        Optional.of("tce"),
        period,
        new BigDecimal(value),
        unit,
        Optional.empty(),
        false,
        "test");
  }
}
