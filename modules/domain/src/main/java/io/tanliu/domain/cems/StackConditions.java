// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.cems;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * State of the gas in the stack, and its conversion to standard conditions (标准状态, 273 K and 101 325
 * Pa) as in HJ 76-2017, annex B: {@code Qsn = Qs · 273/(273+t) · (Ba+Ps)/101325 · (1−Xsw)}. The
 * standard writes 273, not 273.15.
 *
 * @param temperature °C; above −273
 * @param staticPressure Ps, Pa, relative to the ambient pressure
 * @param ambientPressure Ba, Pa; positive
 * @param humidity Xsw, share of the volume that is water vapour, 0 to below 1
 */
public record StackConditions(
    BigDecimal temperature,
    BigDecimal staticPressure,
    BigDecimal ambientPressure,
    BigDecimal humidity) {
  private static final MathContext DIGITS = MathContext.DECIMAL128;
  private static final BigDecimal KELVIN = BigDecimal.valueOf(273);
  private static final BigDecimal STANDARD_PRESSURE = BigDecimal.valueOf(101_325);

  /** Refuses what no stack can have. */
  public StackConditions {
    require(temperature.add(KELVIN).signum() > 0, "temperature", temperature, "above -273 °C");
    require(
        ambientPressure.add(staticPressure).signum() > 0,
        "pressure",
        ambientPressure.add(staticPressure),
        "above 0 Pa");
    require(
        humidity.signum() >= 0 && humidity.compareTo(BigDecimal.ONE) < 0,
        "humidity",
        humidity,
        ">= 0 and < 1");
  }

  private static void require(boolean right, String field, BigDecimal value, String expected) {
    if (!right) {
      throw new IllegalArgumentException(field + ": " + value + " (expected: " + expected + ")");
    }
  }

  /** True when values describe a possible state, so that the constructor takes them. */
  public static boolean possible(
      BigDecimal temperature, BigDecimal pressure, BigDecimal ambient, BigDecimal humidity) {
    return temperature.add(KELVIN).signum() > 0
        && ambient.add(pressure).signum() > 0
        && humidity.signum() >= 0
        && humidity.compareTo(BigDecimal.ONE) < 0;
  }

  /**
   * Wet volume at standard conditions.
   *
   * @param actual volume in the stack, any unit
   * @return the same unit, to 34 digits, half even
   */
  public BigDecimal standardWet(BigDecimal actual) {
    BigDecimal pressure = ambientPressure.add(staticPressure);
    return actual
        .multiply(KELVIN)
        .multiply(pressure)
        .divide(KELVIN.add(temperature).multiply(STANDARD_PRESSURE), DIGITS);
  }

  /** Volume without its water vapour. */
  public BigDecimal dry(BigDecimal wet) {
    return wet.multiply(dryShare());
  }

  /** Share of the volume that is not water vapour, above 0 to 1. */
  public BigDecimal dryShare() {
    return BigDecimal.ONE.subtract(humidity);
  }
}
