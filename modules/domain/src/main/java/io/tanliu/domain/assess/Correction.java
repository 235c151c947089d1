// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;

/**
 * How a limit standard changes its levels for what a line differs in.
 *
 * @param parameter name in the unit's register
 * @param kind how the parameter enters
 * @param reference value of the parameter at which nothing changes
 * @param most largest distance from the reference that counts; empty without a limit
 * @param perLevel figure of levels 1, 2 and 3; 0 (ADD) or 1 (TIMES) leaves a level as it is
 * @param text the correction as in the source
 */
public record Correction(
    String parameter,
    Kind kind,
    BigDecimal reference,
    Optional<BigDecimal> most,
    List<BigDecimal> perLevel,
    String text) {

  private static final MathContext DIGITS = MathContext.DECIMAL64;

  /** Atmospheric pressure at sea level, Pa; GB 16780-2021. */
  private static final BigDecimal SEA_LEVEL = BigDecimal.valueOf(101_325);

  private static final BigDecimal PRESSURE_OFFSET = new BigDecimal("1.179");
  private static final BigDecimal PRESSURE_SLOPE = new BigDecimal("0.211");

  public Correction {
    perLevel = List.copyOf(perLevel);
    if (perLevel.size() != Benchmark.LEVELS) {
      throw new IllegalArgumentException("perLevel: " + perLevel.size() + " (expected: 3)");
    }
  }

  /** Ways in which a parameter enters. */
  public enum Kind {
    /** Figure × (parameter − reference) is added, whichever sign the difference has. */
    ADD_BOTH,
    /** Figure × (parameter − reference) is added when the parameter is above the reference. */
    ADD_ABOVE,
    /** Figure × (reference − parameter) is added when the parameter is below the reference. */
    ADD_BELOW,
    /** The level is multiplied by the figure when the parameter is above the reference. */
    TIMES_ABOVE,
    /**
     * The parameter is the mean air pressure in Pa; the level is multiplied by 1.179 −
     * 0.211·P/101325 (GB 16780-2021, above 1 500 m) when it is below the reference.
     */
    PRESSURE
  }

  /** A level after the correction, rounded half even to 16 digits. */
  BigDecimal apply(int level, BigDecimal value, BigDecimal given) {
    BigDecimal figure = perLevel.get(level);
    BigDecimal distance = given.subtract(reference);
    return switch (kind) {
      case ADD_BOTH -> value.add(figure.multiply(limited(distance)), DIGITS);
      case ADD_ABOVE ->
          distance.signum() > 0 ? value.add(figure.multiply(limited(distance)), DIGITS) : value;
      case ADD_BELOW ->
          distance.signum() < 0
              ? value.add(figure.multiply(limited(distance.negate())), DIGITS)
              : value;
      case TIMES_ABOVE -> distance.signum() > 0 ? value.multiply(figure, DIGITS) : value;
      case PRESSURE ->
          figure.signum() != 0 && distance.signum() < 0
              ? value.multiply(
                  PRESSURE_OFFSET.subtract(
                      PRESSURE_SLOPE.multiply(given).divide(SEA_LEVEL, DIGITS)),
                  DIGITS)
              : value;
    };
  }

  private BigDecimal limited(BigDecimal distance) {
    if (most.isEmpty()) {
      return distance;
    }
    return distance.min(most.get()).max(most.get().negate());
  }
}
