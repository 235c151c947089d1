// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import io.tanliu.domain.assess.DailySeries.Sum;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.unit.ActivityReport;
import io.tanliu.domain.unit.ActivityReport.Kind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The yearly energy utilisation report (能源利用状况报告) of a unit against what was measured online. It is
 * owed for a year in which the threshold was reached; one that nobody owes is compared too.
 *
 * @param year year that is reported
 * @param due last day on which it is in time
 * @param state what follows
 * @param reported energy as reported, tce
 * @param measured energy as measured, tce
 * @param deviation (reported − measured) ÷ measured, rounded half even to 16 digits
 * @param coverage share of the year that was measured, 0 to 1
 */
public record EnergyReport(
    Year year,
    LocalDate due,
    State state,
    Optional<BigDecimal> reported,
    BigDecimal measured,
    Optional<BigDecimal> deviation,
    double coverage) {
  private static final int YEARS = 5;

  /** Units of a report and how many tce each holds. */
  private static final Map<String, BigDecimal> UNITS =
      Map.of("tce", BigDecimal.ONE, "1e4 tce", BigDecimal.valueOf(10_000));

  /** What follows. */
  public enum State {
    /** It may still come. */
    NOT_DUE,
    /** The day it was due is over (缺报). */
    MISSING,
    /** It agrees with what was measured. */
    AGREES,
    /** It deviates by more than is accepted (偏差超限). */
    DEVIATES,
    /** Too little was measured to compare. */
    NOT_ASSESSABLE
  }

  /**
   * By what it is judged.
   *
   * @param threshold energy of a year from which a report is owed, tce
   * @param month month of the next year at whose end it is due, 1 to 12
   * @param tolerance largest deviation that agrees, 0 to 1
   * @param minimumCoverage share of the year that must have been measured to compare, 0 to 1
   * @param source where that comes from
   * @param confidence A, B or C
   */
  public record Rule(
      BigDecimal threshold,
      int month,
      BigDecimal tolerance,
      double minimumCoverage,
      String source,
      String confidence) {}

  /**
   * The reports of the last years that are over, oldest first.
   *
   * @param tce daily energy, gce
   * @param reports what the unit reported
   * @param end first day that is not complete
   */
  public static List<EnergyReport> of(
      Rule rule, DailySeries tce, Collection<ActivityReport> reports, LocalDate end) {
    Map<Year, BigDecimal> given = given(reports);
    List<EnergyReport> found = new ArrayList<>();
    for (int year = end.getYear() - YEARS; year < end.getYear(); year++) {
      Days days = new Days(LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1));
      Sum sum = tce.sum(days);
      BigDecimal measured = Allowance.tonnes(sum.amount());
      Optional<BigDecimal> reported = Optional.ofNullable(given.get(Year.of(year)));
      if (reported.isPresent() || measured.compareTo(rule.threshold()) >= 0) {
        found.add(of(rule, Year.of(year), reported, measured, sum.coverage(), end));
      }
    }
    return found;
  }

  private static Map<Year, BigDecimal> given(Collection<ActivityReport> reports) {
    Map<Year, BigDecimal> given = new TreeMap<>();
    for (ActivityReport report : reports) {
      BigDecimal unit = UNITS.get(report.unit());
      if (report.kind() == Kind.ENERGY
          && report.product().equals(Optional.of(Quantities.TCE))
          && report.period().matches("\\d{4}")
          && unit != null) {
        given.put(Year.parse(report.period()), report.value().multiply(unit));
      }
    }
    return given;
  }

  private static EnergyReport of(
      Rule rule,
      Year year,
      Optional<BigDecimal> reported,
      BigDecimal measured,
      double coverage,
      LocalDate end) {
    LocalDate due = YearMonth.of(year.getValue() + 1, rule.month()).atEndOfMonth();
    if (reported.isEmpty()) {
      State state = end.isAfter(due) ? State.MISSING : State.NOT_DUE;
      return new EnergyReport(year, due, state, reported, measured, Optional.empty(), coverage);
    }
    Optional<BigDecimal> deviation = Optional.empty();
    State state = State.NOT_ASSESSABLE;
    if (coverage >= rule.minimumCoverage() && measured.signum() > 0) {
      BigDecimal rate = reported.get().subtract(measured).divide(measured, MathContext.DECIMAL64);
      deviation = Optional.of(rate);
      state = rate.abs().compareTo(rule.tolerance()) <= 0 ? State.AGREES : State.DEVIATES;
    }
    return new EnergyReport(year, due, state, reported, measured, deviation, coverage);
  }
}
