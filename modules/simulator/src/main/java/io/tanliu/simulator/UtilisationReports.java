// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.unit.ActivityReport;
import io.tanliu.domain.unit.ActivityReport.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Made-up energy utilisation reports (能源利用状况报告) of the last year: what was truly used. Two units
 * that owe one forget it.
 */
final class UtilisationReports {
  /** Whose report is missing on purpose. */
  static final List<String> FORGETFUL = List.of("GANZHOU-POWER-1", "YICHUN-CEMENT-1");

  /** From so many tce a year a report is owed. */
  private static final long THRESHOLD = 10_000;

  private static final int MONTH = 3;
  private static final int DAY = 20;
  private static final double TONNE = 1e6;

  private final List<SimulatedUnit> units;
  private final Consumption consumption;

  UtilisationReports(List<SimulatedUnit> units, Consumption consumption) {
    this.units = units;
    this.consumption = consumption;
  }

  /** Reports of the last year, once they have been made. */
  List<ActivityReport> of(LocalDate today) {
    List<ActivityReport> reports = new ArrayList<>();
    int year = today.getYear() - 1;
    if (today.isBefore(LocalDate.of(today.getYear(), MONTH, DAY))) {
      return reports;
    }
    List<YearMonth> months =
        IntStream.rangeClosed(1, 12).mapToObj(m -> YearMonth.of(year, m)).toList();
    for (SimulatedUnit unit : units) {
      String id = unit.definition().id();
      double used = consumption.sum(List.of(unit), months, Quantities.TCE) / TONNE;
      if (used >= THRESHOLD && !FORGETFUL.contains(id)) {
        reports.add(report(id, year, BigDecimal.valueOf(used)));
      }
    }
    return reports;
  }

  private static ActivityReport report(String unit, int year, BigDecimal used) {
    return new ActivityReport(
        unit,
        Kind.ENERGY,
        Optional.of(Quantities.TCE),
        String.valueOf(year),
        used.setScale(0, RoundingMode.HALF_EVEN),
        "tce",
        Optional.empty(),
        false,
        Budgets.SOURCE);
  }
}
