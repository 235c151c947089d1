// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/** Decimals as they are published: plain, without trailing zeros. */
final class Texts {
  private Texts() {}

  static String text(BigDecimal value) {
    BigDecimal plain = value.stripTrailingZeros();
    return (plain.signum() == 0 ? BigDecimal.ZERO : plain).toPlainString();
  }

  static String orNull(Optional<BigDecimal> value) {
    return value.map(Texts::text).orElse(null);
  }

  /** A figure with all its digits is for arithmetic; published are at most sixteen. */
  static String rounded(BigDecimal value) {
    return text(value.round(MathContext.DECIMAL64));
  }
}
