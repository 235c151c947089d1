// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * How a quantity grew over complete days against the same days of the year before (增速), both less
 * the target's deductions.
 *
 * @param now days of the year
 * @param before the same days of the year before
 * @param off what is deducted now
 * @param offBefore what is deducted of the year before, base units
 * @param coverage share of both stretches that was measured, 0 to 1
 */
public record Growth(
    Measured now, Measured before, List<DeductionLine> off, long offBefore, BigDecimal coverage) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /**
   * The growth from the beginning of a year.
   *
   * @param to first day that is not looked at
   */
  public static Growth of(ControlFacts facts, Target target, Period year, LocalDate to) {
    Scope scope = target.terms().scope();
    String quantity = target.quantity();
    DailyLedger ledger = facts.part(scope).orElse(facts.ledger());
    LocalDate from = year.first();
    LocalDate beforeFrom = from.minusYears(1);
    LocalDate beforeTo = Deductions.sameDay(to, 1);
    List<Deduction> kinds = target.terms().deductions();
    Measured now = ledger.measure(quantity, from, to);
    Measured before = ledger.measure(quantity, beforeFrom, beforeTo);
    BigDecimal coverage = now.coverage().min(before.coverage());
    // Of some industries only those units are seen that told something; of the whole, all.
    if (!scope.equals(Scope.WHOLE)) {
      coverage = coverage.min(facts.ledger().measure(quantity, from, to).coverage());
    }
    return new Growth(
        now,
        before,
        facts.deductions().ofTotal(quantity, kinds, from, to),
        DeductionLine.sum(facts.deductions().ofTotal(quantity, kinds, beforeFrom, beforeTo)),
        coverage);
  }

  /** What is judged of the year, base units. */
  public long assessed() {
    return Math.subtractExact(now.amount(), DeductionLine.sum(off));
  }

  /** What is judged of the year before, base units. */
  public long base() {
    return Math.subtractExact(before.amount(), offBefore);
  }

  /** The growth, 0.02 for 2 %; empty when there was nothing above 0 before. */
  public Optional<BigDecimal> rate() {
    return base() <= 0
        ? Optional.empty()
        : Optional.of(
            BigDecimal.valueOf(assessed())
                .divide(BigDecimal.valueOf(base()), Decimals.RATIO)
                .subtract(BigDecimal.ONE));
  }

  /**
   * What a demanded growth makes of the year before, exactly, base units.
   *
   * @param percent demanded growth, %
   * @return empty when there was nothing above 0 before
   */
  public Optional<BigDecimal> allowed(BigDecimal percent) {
    return base() <= 0
        ? Optional.empty()
        : Optional.of(BigDecimal.valueOf(base()).multiply(HUNDRED.add(percent)).divide(HUNDRED));
  }
}
