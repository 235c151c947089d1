// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.oracle;

import java.math.BigInteger;

/**
 * One line of one bucket or window.
 *
 * @param amount in base units
 * @param covered point-milliseconds measured
 * @param estimated point-milliseconds estimated
 */
public record Cell(BigInteger amount, long covered, long estimated) {
  /** Nothing. */
  public static final Cell ZERO = new Cell(BigInteger.ZERO, 0, 0);

  /** The sum. */
  public Cell plus(Cell other) {
    return new Cell(amount.add(other.amount), covered + other.covered, estimated + other.estimated);
  }

  /** The same with the amount's sign turned or kept. */
  public Cell signed(int sign) {
    return new Cell(amount.multiply(BigInteger.valueOf(sign)), covered, estimated);
  }
}
