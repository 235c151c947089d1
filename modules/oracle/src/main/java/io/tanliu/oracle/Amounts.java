// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.oracle;

import io.tanliu.domain.convert.Factor;
import io.tanliu.domain.unit.Point;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Where numbers become whole amounts: once, half even. */
final class Amounts {
  private Amounts() {}

  /** A number that a meter shows, in base units (per hour, for a rate). */
  static BigInteger of(Point point, BigDecimal number) {
    return rounded(
        number.multiply(point.multiplier()).multiply(BigDecimal.valueOf(point.unit().toBase())));
  }

  /** An amount converted with a factor. */
  static BigInteger converted(BigInteger amount, Factor factor) {
    return rounded(
        new BigDecimal(amount).multiply(BigDecimal.valueOf(factor.value(), factor.scale())));
  }

  private static BigInteger rounded(BigDecimal exact) {
    return exact.setScale(0, RoundingMode.HALF_EVEN).toBigIntegerExact();
  }
}
