// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Roots and logarithms of decimals, computed with ten guard digits and rounded once. */
final class Decimals {
  /** In which ratios are kept: 34 digits, half even. */
  static final MathContext RATIO = MathContext.DECIMAL128;

  private static final MathContext WORK = new MathContext(44, RoundingMode.HALF_EVEN);
  private static final BigDecimal NEAR = new BigDecimal("0.05");
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final BigDecimal LEAST = new BigDecimal("1e-46");

  private Decimals() {}

  /** The n-th root of a positive number, by Newton's method. */
  static BigDecimal root(BigDecimal number, int n) {
    positive(number);
    if (n == 1) {
      return number.round(RATIO);
    }
    BigDecimal degree = BigDecimal.valueOf(n);
    BigDecimal root = BigDecimal.valueOf(Math.pow(number.doubleValue(), 1.0 / n));
    for (int i = 0; i < 8; i++) {
      BigDecimal power = root.pow(n - 1, WORK);
      BigDecimal step = power.multiply(root).subtract(number).divide(degree.multiply(power), WORK);
      root = root.subtract(step, WORK);
    }
    return root.round(RATIO);
  }

  /**
   * The natural logarithm of a positive number: roots bring it near 1, then 2·artanh((x−1)/(x+1)).
   */
  static BigDecimal ln(BigDecimal number) {
    positive(number);
    BigDecimal near = number;
    int halvings = 0;
    while (near.subtract(BigDecimal.ONE).abs().compareTo(NEAR) > 0) {
      near = near.sqrt(WORK);
      halvings++;
    }
    BigDecimal z = near.subtract(BigDecimal.ONE).divide(near.add(BigDecimal.ONE), WORK);
    BigDecimal square = z.multiply(z, WORK);
    BigDecimal power = z;
    BigDecimal sum = z;
    for (int k = 3; power.abs().compareTo(LEAST) > 0; k += 2) {
      power = power.multiply(square, WORK);
      sum = sum.add(power.divide(BigDecimal.valueOf(k), WORK), WORK);
    }
    return sum.multiply(TWO.pow(halvings + 1), WORK).round(RATIO);
  }

  private static void positive(BigDecimal number) {
    if (number.signum() <= 0) {
      throw new ArithmeticException("number: " + number + " (expected: above 0)");
    }
  }
}
