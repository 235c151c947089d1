// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import static io.tanliu.domain.control.Decimals.RATIO;

import java.math.BigDecimal;
import java.util.List;

/**
 * The decline of an intensity (强度降低率) and its arithmetic. All rates are fractions, 0.145 for 14.5
 * %, positive when the intensity falls and below 1; results have 34 digits, half even.
 *
 * <p>The formulas are those by which the decline of energy per unit of GDP is computed and assessed
 * in the dual control of energy (能耗双控): the growth rates at constant prices are divided, not
 * subtracted, and the years of a plan multiply, so that equal yearly steps are equal in ratio.
 */
public final class Decline {
  private Decline() {}

  /**
   * Decline in a year from the growth rates of energy (or carbon) and of the constant-price
   * denominator: {@code K = 1 − (1+gE)/(1+gGDP)}.
   *
   * @param energy growth of energy, 0.02 for 2 %
   * @param denominator growth of the denominator, above −1
   */
  public static BigDecimal fromGrowth(BigDecimal energy, BigDecimal denominator) {
    return BigDecimal.ONE.subtract(
        BigDecimal.ONE.add(energy).divide(BigDecimal.ONE.add(denominator), RATIO));
  }

  /**
   * Decline from one intensity to a later one.
   *
   * @param before positive
   */
  public static BigDecimal between(BigDecimal before, BigDecimal after) {
    return BigDecimal.ONE.subtract(after.divide(before, RATIO));
  }

  /** Cumulative decline of several years: {@code 1 − ∏(1−Kᵢ)}. */
  public static BigDecimal cumulative(List<BigDecimal> yearly) {
    return BigDecimal.ONE.subtract(rest(yearly).round(RATIO));
  }

  /**
   * The equal yearly step that leads to a target: {@code 1 − (1−K)^(1/n)}. 14.5 % in five years are
   * 3.084 % a year.
   */
  public static BigDecimal yearlyStep(BigDecimal target, int years) {
    return BigDecimal.ONE.subtract(Decimals.root(BigDecimal.ONE.subtract(target), years));
  }

  /** What equal yearly steps ask for after some of the years: {@code 1 − (1−K)^(i/n)}. */
  public static BigDecimal scheduled(BigDecimal target, int passed, int years) {
    BigDecimal left = BigDecimal.ONE.subtract(target).pow(passed);
    return BigDecimal.ONE.subtract(Decimals.root(left, years));
  }

  /**
   * Share of the way to a target (完成进度): {@code Σ ln(1−Kᵢ) / ln(1−K)}. A decline of 4.87 % on the
   * way to 17 % is 26.8 %. Negative when the intensity rose.
   *
   * @param target not 0
   */
  public static BigDecimal progress(List<BigDecimal> yearly, BigDecimal target) {
    return Decimals.ln(rest(yearly)).divide(Decimals.ln(BigDecimal.ONE.subtract(target)), RATIO);
  }

  /**
   * Whether the declines of the years so far are at least what equal steps ask for. Decided without
   * roots, {@code ∏(1−Kᵢ)ⁿ ≤ (1−K)ⁱ}, so that a value exactly on the schedule is on it.
   *
   * @param years of the whole plan
   */
  public static boolean onSchedule(List<BigDecimal> yearly, BigDecimal target, int years) {
    BigDecimal left = rest(yearly).pow(years);
    return left.compareTo(BigDecimal.ONE.subtract(target).pow(yearly.size())) <= 0;
  }

  /**
   * Whether one year's decline reaches the equal yearly step, decided as {@link #onSchedule}.
   *
   * @param years of the whole plan
   */
  public static boolean reachesStep(BigDecimal yearly, BigDecimal target, int years) {
    return onSchedule(List.of(yearly), target, years);
  }

  /** {@code ∏(1−Kᵢ)}, exactly. */
  private static BigDecimal rest(List<BigDecimal> yearly) {
    return yearly.stream()
        .map(BigDecimal.ONE::subtract)
        .reduce(BigDecimal.ONE, BigDecimal::multiply);
  }
}
