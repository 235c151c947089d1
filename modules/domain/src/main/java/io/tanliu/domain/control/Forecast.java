// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.math.BigDecimal;

/**
 * What a period's sum will probably be at its end.
 *
 * <p>It is an estimate and never a breach; who warns by it says so. {@code low} to {@code high} is
 * meant to hold the truth four times in five, as far as the method's own earlier errors tell.
 *
 * @param total in base units
 * @param low lower end of the range, not above total
 * @param high upper end of the range, not below total
 * @param measured what was measured so far and is contained in the three
 * @param method name and version of the method and of the shape it used, such as {@code
 *     level-1/last-year}
 * @param halfLife days in which the weight of a day halves; 0 when all days weigh the same
 * @param errors number of its own earlier errors on which the range rests
 */
public record Forecast(
    long total, long low, long high, long measured, String method, int halfLife, int errors) {

  /** The intensity that follows from an assumed denominator. */
  public record Intensity(BigDecimal value, BigDecimal low, BigDecimal high) {}

  /**
   * The forecast per denominator, base units per unit of the denominator, 34 digits.
   *
   * @param denominator assumed for the whole period, positive
   */
  public Intensity per(BigDecimal denominator) {
    return new Intensity(
        ratio(total, denominator), ratio(low, denominator), ratio(high, denominator));
  }

  private static BigDecimal ratio(long amount, BigDecimal denominator) {
    return BigDecimal.valueOf(amount).divide(denominator, Decimals.RATIO);
  }
}
