// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.convert;

import io.tanliu.domain.quantity.Quantities;
import java.math.BigDecimal;

/**
 * A dated conversion factor from base units of an energy to gce or gCO2e.
 *
 * @param id identity of the factor with its edition or data year, e.g. {@code grid_36_2023}
 * @param value grams per base unit, unscaled
 * @param scale decimal places of value
 * @param extrapolated true when no factor of the asked year exists and another year's stands in
 * @param verified true when a document was read for it, not memory
 * @param dataYear year of the data behind it (数据年份), 0 when it has none; the year in which it is
 *     applied is the one it was asked for
 * @param industry GB/T 4754 prefix of the guideline's set that it belongs to; empty for the general
 *     one
 * @param confidence A, B or C as in {@code seeds/SOURCES.md}
 * @param source where it was read
 */
public record Factor(
    String id,
    long value,
    int scale,
    boolean extrapolated,
    boolean verified,
    int dataYear,
    String industry,
    String confidence,
    String source) {
  private static final String UNVERIFIED = "C";

  /** A factor of the general set without a data year; verified unless its confidence is C. */
  public static Factor of(
      String id, BigDecimal gramsPerBase, boolean extrapolated, String confidence, String source) {
    BigDecimal plain = gramsPerBase.stripTrailingZeros();
    if (plain.scale() < 0) {
      plain = plain.setScale(0);
    }
    return new Factor(
        id,
        plain.unscaledValue().longValueExact(),
        plain.scale(),
        extrapolated,
        !confidence.equals(UNVERIFIED),
        0,
        "",
        confidence,
        source);
  }

  /** The same of a data year and a guideline's set. */
  public Factor in(int year, String set) {
    return new Factor(id, value, scale, extrapolated, verified, year, set, confidence, source);
  }

  /** The same, verified or not whatever its confidence. */
  public Factor verified(boolean checked) {
    return new Factor(
        id, value, scale, extrapolated, checked, dataYear, industry, confidence, source);
  }

  /** The same, standing in for another year. */
  public Factor standingIn() {
    return new Factor(id, value, scale, true, verified, dataYear, industry, confidence, source);
  }

  /** Grams per base unit. */
  public BigDecimal gramsPerBase() {
    return BigDecimal.valueOf(value, scale);
  }

  /** Grams for an amount in base units, rounded once, half even. */
  public long apply(long amount) {
    return Quantities.multiply(amount, value, scale);
  }
}
