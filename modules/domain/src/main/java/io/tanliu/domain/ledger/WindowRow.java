// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

/**
 * One window of one entity.
 *
 * @param revision counts the changes of the window, from 1
 * @param lines its lines
 */
public record WindowRow(long revision, Lines lines) {
  /** A window in which nothing ever happened. */
  public static final WindowRow EMPTY = new WindowRow(0, new Lines());

  /**
   * The row after a change.
   *
   * @throws ArithmeticException when a line or a total does not fit
   */
  public WindowRow changed(Lines by) {
    Lines sum = lines.copy();
    sum.add(by);
    sum.checkTotals();
    return new WindowRow(revision + 1, sum);
  }
}
