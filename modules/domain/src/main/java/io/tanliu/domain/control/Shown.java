// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Ratios as they are shown: decisions are made before. */
public final class Shown {
  private static final MathContext DIGITS = new MathContext(12, RoundingMode.HALF_EVEN);

  private Shown() {}

  /** At most 12 significant digits, half even, without exponent and trailing zeros. */
  public static String of(BigDecimal value) {
    BigDecimal rounded = value.round(DIGITS);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
