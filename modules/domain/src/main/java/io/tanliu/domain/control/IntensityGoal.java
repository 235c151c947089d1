// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a target of an intensity asks of one year: a level, or the equal yearly step of a decline.
 */
public final class IntensityGoal {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private IntensityGoal() {}

  /** Number of years of the plan, counted from the year after the base year. */
  public static int years(Target target) {
    return Math.max(1, target.period().after().getYear() - target.firstYear());
  }

  /** True when a year is judged: after the base year, and not after the plan. */
  public static boolean covers(Target target, Period year) {
    int judged = year.first().getYear();
    return judged >= target.firstYear() && judged < target.period().after().getYear();
  }

  /**
   * The level that is asked for.
   *
   * @param base intensity with which the year is compared
   * @param years of the whole plan
   */
  public static Optional<BigDecimal> of(Target target, Optional<BigDecimal> base, int years) {
    Terms terms = target.terms();
    if (!terms.isDecline() || terms.value().isEmpty()) {
      return terms.value();
    }
    BigDecimal left =
        BigDecimal.ONE.subtract(Decline.yearlyStep(terms.value().get().divide(HUNDRED), years));
    return base.map(left::multiply);
  }

  /**
   * What is asked of a whole year; empty when the year before was measured too poorly to say.
   *
   * @param before the year before as a whole
   */
  public static Optional<BigDecimal> ofYear(
      ControlFacts facts, Target target, IntensityValue before, int years) {
    IntensityBase base = IntensityBase.ofYear(facts, target, before);
    boolean covered = !target.terms().isDecline() || facts.covered(base.coverage());
    return covered ? of(target, base.value(), years) : Optional.empty();
  }
}
