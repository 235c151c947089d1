// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

/**
 * Amount of one quantity on one day or in one year.
 *
 * @param amount exact sum, base units
 * @param coverage share of the points' elapsed time that was measured, parts per million
 * @param estimated share of it that was estimated, parts per million
 * @param provisional true when a factor of another year stood in
 */
public record DayAmount(long amount, int coverage, int estimated, boolean provisional) {
  /** What coverage and share estimated are counted in. */
  public static final int WHOLE = 1_000_000;

  /** An amount that was wholly measured. */
  public static DayAmount measured(long amount) {
    return new DayAmount(amount, WHOLE, 0, false);
  }
}
