// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers of spreadsheets, which are binary, as the decimals that were meant. A spreadsheet shows
 * and promises 15 significant digits; what binary arithmetic leaves behind them (0.1 + 0.2) is
 * rounded away, half to even.
 */
final class Decimals {
  private static final int DIGITS = 15;

  private Decimals() {}

  /** The shortest decimals, of at most 15 digits, that stand for this number. */
  static String of(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.toString(value);
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal shown =
        new BigDecimal(value)
            .round(new MathContext(DIGITS, RoundingMode.HALF_EVEN))
            .stripTrailingZeros();
    // 1e300 is not written out; it is refused as out of range anyway.
    return shown.scale() < -20 || shown.scale() > 40 ? shown.toString() : shown.toPlainString();
  }
}
