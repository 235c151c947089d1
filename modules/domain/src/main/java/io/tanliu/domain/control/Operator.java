// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/** How a measured value must lie to the value of a target. */
public enum Operator {
  /** Not above. */
  AT_MOST("<="),
  /** Below. */
  BELOW("<"),
  /** Not below. */
  AT_LEAST(">="),
  /** Above. */
  ABOVE(">"),
  /** Exactly; only references are written so, for what is measured never hits a number. */
  EQUAL("="),
  /** About; only references are written so (左右). */
  ABOUT("~");

  private final String symbol;

  Operator(String symbol) {
    this.symbol = symbol;
  }

  /** How it is written: &lt;= &lt; &gt;= &gt; = ~. */
  public String symbol() {
    return symbol;
  }

  /** The operator that is written so. */
  public static Optional<Operator> of(String symbol) {
    return Arrays.stream(values()).filter(o -> o.symbol.equals(symbol)).findFirst();
  }

  /** True when more is worse. */
  public boolean isUpper() {
    return this == AT_MOST || this == BELOW;
  }

  /**
   * Whether a measured value satisfies the target.
   *
   * @throws IllegalStateException for what cannot be judged, about
   */
  public boolean holds(BigDecimal measured, BigDecimal value) {
    int order = measured.compareTo(value);
    return switch (this) {
      case AT_MOST -> order <= 0;
      case BELOW -> order < 0;
      case AT_LEAST -> order >= 0;
      case ABOVE -> order > 0;
      case EQUAL -> order == 0;
      case ABOUT -> throw new IllegalStateException("operator: ~ (expected: one that is exact)");
    };
  }
}
