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
 * @param confidence A, B or C as in {@code seeds/SOURCES.md}
 * @param source where it was read
 */
public record Factor(
    String id, long value, int scale, boolean extrapolated, String confidence, String source) {

  /** A factor from a decimal in grams per base unit. */
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
        confidence,
        source);
  }

  /** Grams for an amount in base units, rounded once, half even. */
  public long apply(long amount) {
    return Quantities.multiply(amount, value, scale);
  }
}
