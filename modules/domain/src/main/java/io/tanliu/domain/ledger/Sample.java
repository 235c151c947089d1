// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import java.math.BigDecimal;

/**
 * A reading as the ledger keeps it: the raw number, so that it can be judged again.
 *
 * @param time epoch milliseconds
 * @param value unscaled number
 * @param scale decimal places
 * @param marks sum of {@link #EDITED}, {@link #TOMBSTONE} and {@link #BACKFILLED}
 */
public record Sample(long time, long value, int scale, int marks) {
  /** It was entered or changed by hand. */
  public static final int EDITED = 1;

  /** Not a reading: one was withdrawn by hand, and none may come back but by hand. */
  public static final int TOMBSTONE = 2;

  /** It was loaded as history; nothing is estimated from it. */
  public static final int BACKFILLED = 4;

  /** A reading as a meter sent it. */
  public Sample(long time, long value, int scale) {
    this(time, value, scale, 0);
  }

  /** The mark of a reading that was withdrawn by hand. */
  static Sample tombstone(long time) {
    return new Sample(time, 0, 0, EDITED | TOMBSTONE);
  }

  boolean edited() {
    return (marks & EDITED) != 0;
  }

  boolean tombstone() {
    return (marks & TOMBSTONE) != 0;
  }

  boolean backfilled() {
    return (marks & BACKFILLED) != 0;
  }

  /** The same with one more mark. */
  Sample marked(int mark) {
    return new Sample(time, value, scale, marks | mark);
  }

  /** True when both state the same number, however it was written. */
  boolean sameNumber(Sample other) {
    if (scale == other.scale) {
      return value == other.value;
    }
    return decimal().compareTo(other.decimal()) == 0;
  }

  /** The number that was read. */
  public BigDecimal decimal() {
    return BigDecimal.valueOf(value, scale);
  }
}
