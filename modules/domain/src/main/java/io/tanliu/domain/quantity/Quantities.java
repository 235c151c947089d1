// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.quantity;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Names of the derived quantities, and the arithmetic of exact amounts. */
public final class Quantities {
  /** Coal equivalent at calorific value (当量值), gce. */
  public static final String TCE = "tce";

  /** Coal equivalent at equal value (等价值): electricity at the year's generation rate, gce. */
  public static final String TCE_EQUIVALENT = "tce_equivalent";

  /** Carbon dioxide equivalent, gCO2e. */
  public static final String CO2E = "co2e";

  private static final long[] POWERS = new long[19];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  private Quantities() {}

  /** Dimension of a derived quantity, or null when the name is not one. */
  public static Dimension derivedDimension(String quantity) {
    return switch (quantity) {
      case TCE, TCE_EQUIVALENT -> Dimension.COAL_EQUIVALENT;
      case CO2E -> Dimension.CO2E;
      default -> null;
    };
  }

  /**
   * {@code value × factor × 10^-scale}, rounded once, half even.
   *
   * @param scale decimal places to drop, 0 or more
   * @throws ArithmeticException when the result does not fit a long: an error, never a wrap
   */
  public static long multiply(long value, long factor, int scale) {
    long high = Math.multiplyHigh(value, factor);
    long low = value * factor;
    if (scale < POWERS.length && ((high == 0 && low >= 0) || (high == -1 && low < 0))) {
      return divideHalfEven(low, POWERS[scale]);
    }
    return new BigDecimal(BigInteger.valueOf(value).multiply(BigInteger.valueOf(factor)), scale)
        .setScale(0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }

  /** Quotient rounded half even; the divisor is positive. */
  public static long divideHalfEven(long dividend, long divisor) {
    long quotient = dividend / divisor;
    long rest = Math.abs(dividend - quotient * divisor);
    long other = divisor - rest;
    if (rest > other || (rest == other && (quotient & 1) != 0)) {
      quotient += dividend < 0 ? -1 : 1;
    }
    return quotient;
  }

  /**
   * {@code amount × part / whole}, rounded half even, without intermediate overflow.
   *
   * @param whole positive
   */
  public static long portion(long amount, long part, long whole) {
    long high = Math.multiplyHigh(amount, part);
    long low = amount * part;
    if ((high == 0 && low >= 0) || (high == -1 && low < 0)) {
      return divideHalfEven(low, whole);
    }
    return new BigDecimal(BigInteger.valueOf(amount).multiply(BigInteger.valueOf(part)))
        .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }

  /** The amount in the display unit of its dimension, exact, without trailing zeros. */
  public static BigDecimal display(long amount, Dimension dimension) {
    BigDecimal shown = BigDecimal.valueOf(amount, dimension.displayScale()).stripTrailingZeros();
    return shown.scale() < 0 ? shown.setScale(0, RoundingMode.UNNECESSARY) : shown;
  }
}
