// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert;

import java.math.BigDecimal;

/**
 * When a level rises and when it falls again, in the unit of the rule. Between the two it stays as
 * it was (hysteresis), so that a value on the edge does not ring a bell each time it crosses.
 *
 * @param raise the level rises when the value is strictly beyond this
 * @param reset the level falls when the value is not beyond this; not worse than {@code raise}
 */
public record Threshold(BigDecimal raise, BigDecimal reset) {

  /** A threshold without a dead band. */
  public static Threshold at(BigDecimal value) {
    return new Threshold(value, value);
  }

  /** True when a value is beyond {@code raise}. */
  public boolean raises(BigDecimal value, Side side) {
    return beyond(value, raise, side);
  }

  /** True when a value is not beyond {@code reset}. */
  public boolean resets(BigDecimal value, Side side) {
    return !beyond(value, reset, side);
  }

  /** True when the dead band lies on the good side of {@code raise}. */
  public boolean fits(Side side) {
    return !beyond(reset, raise, side);
  }

  private static boolean beyond(BigDecimal value, BigDecimal limit, Side side) {
    int order = value.compareTo(limit);
    return side == Side.ABOVE ? order > 0 : order < 0;
  }
}
