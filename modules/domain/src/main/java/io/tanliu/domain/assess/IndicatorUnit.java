// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * The unit of an indicator, e.g. {@code kgce/t}: how an amount in base units is expressed, and per
 * what.
 *
 * @param perBase units of the numerator in one base unit of the quantity (gce or Wh)
 * @param denominator unit of production; {@code kWh} for the ratio of a data centre (PUE)
 */
record IndicatorUnit(BigDecimal perBase, String denominator) {
  /** A ratio of electricities (PUE). */
  static final String RATIO = "1";

  private static final BigDecimal THOUSANDTH = new BigDecimal("0.001");

  /** kgce in one kgoe: 41 868 kJ / 29 307 kJ (GB/T 2589). */
  private static final BigDecimal KGCE_PER_KGOE =
      new BigDecimal("41868").divide(new BigDecimal("29307"), MathContext.DECIMAL128);

  static Optional<IndicatorUnit> of(String unit) {
    if (unit.equals(RATIO)) {
      return Optional.of(new IndicatorUnit(THOUSANDTH, "kWh"));
    }
    int slash = unit.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    Optional<BigDecimal> perBase =
        switch (unit.substring(0, slash)) {
          case "kgce", "kWh" -> Optional.of(THOUSANDTH);
          case "gce" -> Optional.of(BigDecimal.ONE);
          case "kgoe" -> Optional.of(THOUSANDTH.divide(KGCE_PER_KGOE, MathContext.DECIMAL128));
          default -> Optional.empty();
        };
    return perBase.map(p -> new IndicatorUnit(p, unit.substring(slash + 1)));
  }
}
