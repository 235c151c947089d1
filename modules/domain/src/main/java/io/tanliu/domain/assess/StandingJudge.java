// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import io.tanliu.domain.assess.DailySeries.Sum;
import io.tanliu.domain.assess.OutputSeries.Output;
import io.tanliu.domain.assess.Standing.Measure;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * Intensity of a unit this year to date, against the same days of last year. Days rather than
 * months, because a running month would otherwise compare with a whole one. What either year made
 * is taken from the same days, so a leap day changes both sides of its year.
 */
public final class StandingJudge {
  /** Too few of the days were measured. */
  public static final String LOW_COVERAGE = "low-coverage";

  /** Neither production nor output value is reported. */
  public static final String NO_PRODUCTION = "no-production";

  /** Nothing to compare with in the same days of last year. */
  public static final String NO_BASE = "no-base";

  /** An amount of 0 or less has no rate of reduction. */
  public static final String NOT_POSITIVE = "not-positive";

  private static final MathContext DIGITS = MathContext.DECIMAL64;

  private final double minimumCoverage;

  /**
   * @param minimumCoverage share of the days of either year that must have been measured, 0 to 1
   */
  public StandingJudge(double minimumCoverage) {
    this.minimumCoverage = minimumCoverage;
  }

  /**
   * Judges one quantity.
   *
   * @param denominator name of the denominator; empty when there is none
   * @param series daily amounts of the quantity, g
   * @param output production or output value
   */
  public Measure judge(
      String quantity,
      Days days,
      String denominator,
      DailySeries series,
      Optional<OutputSeries> output) {
    Days before = days.lastYear();
    Optional<OutputSeries.Pair> both = output.map(o -> o.over(days, before));
    Optional<Output> made =
        both.flatMap(OutputSeries.Pair::now).filter(o -> o.amount().signum() > 0);
    Sum sum = series.sum(days);
    String reason = sum.coverage() < minimumCoverage ? LOW_COVERAGE : "";
    if (reason.isEmpty() && made.isEmpty()) {
      reason = NO_PRODUCTION;
    }
    if (!reason.isEmpty()) {
      return new Measure(
          quantity, denominator, Optional.empty(), reason, Optional.empty(), reason, false);
    }
    BigDecimal intensity = intensity(sum, made.get());
    Sum sumBefore = series.sum(before);
    Optional<Output> madeBefore =
        both.flatMap(OutputSeries.Pair::before).filter(o -> o.amount().signum() > 0);
    String why = "";
    Optional<BigDecimal> reduction = Optional.empty();
    if (sumBefore.coverage() < minimumCoverage || madeBefore.isEmpty()) {
      why = NO_BASE;
    } else if (sum.amount() <= 0 || sumBefore.amount() <= 0) {
      why = NOT_POSITIVE;
    } else {
      reduction =
          Optional.of(
              BigDecimal.ONE.subtract(
                  intensity.divide(intensity(sumBefore, madeBefore.get()), DIGITS)));
    }
    boolean provisional =
        made.get().provisional() || madeBefore.map(Output::provisional).orElse(false);
    return new Measure(
        quantity, denominator, Optional.of(intensity), "", reduction, why, provisional);
  }

  private static BigDecimal intensity(Sum sum, Output made) {
    return Allowance.tonnes(sum.amount()).divide(made.amount(), DIGITS);
  }
}
