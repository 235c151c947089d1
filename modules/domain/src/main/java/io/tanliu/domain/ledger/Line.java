// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

/**
 * An exact amount and how much metered time stands behind it. Additive in all three parts, so a
 * retraction is an addition of the {@link #negated() negative}.
 *
 * @param amount in the quantity's base unit
 * @param covered point-milliseconds that were really measured
 * @param estimated point-milliseconds that were estimated
 */
public record Line(long amount, long covered, long estimated) {
  /** Nothing. */
  public static final Line ZERO = new Line(0, 0, 0);

  /**
   * The sum.
   *
   * @throws ArithmeticException on overflow: an error, never a wrap
   */
  public Line plus(Line other) {
    return new Line(
        Math.addExact(amount, other.amount),
        Math.addExact(covered, other.covered),
        Math.addExact(estimated, other.estimated));
  }

  /** The same with opposite sign. */
  public Line negated() {
    return new Line(-amount, -covered, -estimated);
  }

  /** True when nothing is left of it. */
  public boolean isZero() {
    return amount == 0 && covered == 0 && estimated == 0;
  }
}
