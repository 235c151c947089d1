// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.unit;

/** What stands in for readings that are missing (数据缺失时的估算方法); always marked as estimated. */
public enum Estimation {
  /** Nothing: the gap stays open. */
  NONE,
  /** A straight line between the readings on both sides of the gap. */
  LINEAR,
  /** The same local time one week before, for gaps of at most a week. */
  LAST_WEEK;

  /**
   * What a measure takes unless its point says otherwise: a register is spread evenly, since its
   * amount was used for certain; the others take last week's.
   */
  public static Estimation standard(Measure measure) {
    return measure == Measure.REGISTER ? LINEAR : LAST_WEEK;
  }

  /** True when it can be chosen for a measure: a register knows its amount, an interval no line. */
  public boolean fits(Measure measure) {
    return switch (measure) {
      case REGISTER -> this == LINEAR;
      case INTERVAL -> this != LINEAR;
      case RATE -> true;
    };
  }
}
