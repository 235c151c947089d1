// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.cems;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * What oxygen says about a flue gas. Converting to reference oxygen (折算浓度) is for comparing a
 * concentration with its limit; it never enters a mass.
 */
public final class ReferenceOxygen {
  private static final MathContext DIGITS = MathContext.DECIMAL128;

  /** Oxygen of air as the emission standards of China write it, %. */
  private static final BigDecimal AIR = BigDecimal.valueOf(21);

  /** Oxygen of air as 40 CFR 75 writes it, %. */
  private static final BigDecimal AIR_75 = new BigDecimal("20.9");

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private ReferenceOxygen() {}

  /**
   * {@code C · (21 − O2ref) / (21 − O2)}, as in GB 13223-2011, 5.2.
   *
   * @param concentration dry
   * @param reference reference oxygen of the standard, %, 0 to below 21
   * @param oxygen measured, dry, %
   * @return in the unit of the concentration, or empty when the gas is air, which says nothing
   */
  public static Optional<BigDecimal> converted(
      BigDecimal concentration, BigDecimal reference, BigDecimal oxygen) {
    BigDecimal rest = AIR.subtract(oxygen);
    return rest.signum() <= 0
        ? Optional.empty()
        : Optional.of(concentration.multiply(AIR.subtract(reference)).divide(rest, DIGITS));
  }

  /**
   * Carbon dioxide that belongs to an oxygen, from the fuel: {@code 100 · Fc/F · (20.9 − O2)/20.9},
   * equation F-14a of 40 CFR 75, appendix F. A substitute where no CO2 analyser works, to be marked
   * so.
   *
   * @param oxygen dry, %
   * @param fcOverF ratio of the fuel's carbon factor to its F-factor, both of the same fuel
   * @return CO2 of the dry gas, %; 0 for air and above
   */
  public static BigDecimal carbonDioxide(BigDecimal oxygen, BigDecimal fcOverF) {
    BigDecimal rest = AIR_75.subtract(oxygen).max(BigDecimal.ZERO);
    return HUNDRED.multiply(fcOverF).multiply(rest).divide(AIR_75, DIGITS);
  }
}
