// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import io.tanliu.domain.control.Assumption.Code;
import io.tanliu.domain.control.ReportBook.Pair;
import io.tanliu.domain.quantity.Dimension;
import io.tanliu.domain.unit.ActivityReport;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Intensities of an entity. Complete days only, so that the same days of two years are compared,
 * and feedstock is taken off both or neither.
 */
public final class Intensities {
  private final DailyLedger ledger;
  private final ReportBook reports;
  private final Deductions deductions;

  /**
   * @param ledger what the entity used
   * @param reports what was reported of it
   * @param deductions what comes off
   */
  public Intensities(DailyLedger ledger, ReportBook reports, Deductions deductions) {
    this.ledger = ledger;
    this.reports = reports;
    this.deductions = deductions;
  }

  /**
   * An intensity over the complete days of a stretch, beside the same days a year earlier; empty
   * when no day is complete.
   *
   * @param dimension of the quantity
   * @param kinds what may be taken off; of them feedstock counts
   */
  public Optional<IntensityPair> pair(
      String quantity,
      Dimension dimension,
      Denominator denominator,
      List<Deduction> kinds,
      LocalDate from,
      LocalDate after) {
    LocalDate to = ledger.isEmpty() ? from : ledger.complete(after);
    if (!from.isBefore(to)) {
      return Optional.empty();
    }
    LocalDate beforeFrom = from.minusYears(1);
    LocalDate beforeTo = to.equals(after) ? after.minusYears(1) : Deductions.sameDay(to, 1);
    Pair under = reports.pair(denominator, from, to, beforeFrom, beforeTo);
    return Optional.of(
        new IntensityPair(
            value(quantity, dimension, denominator, kinds, from, to, under.now()),
            value(quantity, dimension, denominator, kinds, beforeFrom, beforeTo, under.before())));
  }

  /**
   * The same of what a target is about.
   *
   * @param dimension of its quantity
   * @throws java.util.NoSuchElementException if the target has no denominator
   */
  public Optional<IntensityPair> pair(
      Target target, Dimension dimension, LocalDate from, LocalDate after) {
    return pair(
        target.quantity(),
        dimension,
        target.terms().denominator().orElseThrow(),
        target.terms().deductions(),
        from,
        after);
  }

  /**
   * A whole year that is to be divided by what will be reported of it, in the same prices as the
   * year before.
   *
   * @param under what the year is divided by, as far as it is reported or carried forward
   * @param before the year before as a whole
   */
  public record Outlook(Optional<Reported> under, IntensityValue before) {}

  /** What a year as a whole is divided by and compared with. */
  public Outlook outlook(
      String quantity,
      Dimension dimension,
      Denominator denominator,
      List<Deduction> kinds,
      Period year) {
    LocalDate from = year.first().minusYears(1);
    LocalDate to = year.after().minusYears(1);
    Pair under = reports.pair(denominator, year.first(), year.after(), from, to);
    return new Outlook(
        under.now().map(u -> whole(u, denominator, year.first(), year.after())),
        value(quantity, dimension, denominator, kinds, from, to, under.before()));
  }

  private IntensityValue value(
      String quantity,
      Dimension dimension,
      Denominator denominator,
      List<Deduction> kinds,
      LocalDate from,
      LocalDate to,
      Optional<Reported> under) {
    Measured energy = ledger.measure(quantity, from, to);
    List<DeductionLine> lines = deductions.ofIntensity(quantity, kinds, from, to);
    long assessed = Math.subtractExact(energy.amount(), DeductionLine.sum(lines));
    Optional<Reported> known = energy.known() ? under : Optional.empty();
    return new IntensityValue(
        from,
        to,
        energy,
        lines,
        assessed,
        under.map(u -> whole(u, denominator, from, to)),
        known.flatMap(u -> divided(energy.amount(), dimension, u)),
        known.flatMap(u -> divided(assessed, dimension, u)));
  }

  private Reported whole(Reported under, Denominator denominator, LocalDate from, LocalDate to) {
    if (denominator.kind() != ActivityReport.Kind.PRODUCTION || reports.products() < 2) {
      return under;
    }
    List<Assumption> assumed = new ArrayList<>(under.assumed());
    assumed.add(
        new Assumption(
            Code.WHOLE_UNIT,
            YearMonth.from(from),
            YearMonth.from(to.minusDays(1)),
            Optional.empty(),
            ""));
    return new Reported(under.value(), under.unit(), under.priceBase(), assumed);
  }

  /** Amount / figure in the unit of the intensity; empty when the figure is not above 0. */
  static Optional<BigDecimal> divided(long amount, Dimension dimension, Reported under) {
    return under.value().signum() <= 0
        ? Optional.empty()
        : Optional.of(
            BigDecimal.valueOf(amount, IntensityUnit.of(dimension, under.unit()).scale())
                .divide(under.value(), MathContext.DECIMAL128));
  }
}
