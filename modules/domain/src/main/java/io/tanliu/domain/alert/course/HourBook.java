// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.course;

import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Hourly amounts of an entity over the last weeks, by the hour's start. */
public final class HourBook {
  /** Weeks of hours that are kept. */
  public static final int WEEKS = 8;

  private final TreeMap<Long, Long> hours = new TreeMap<>();

  /**
   * Sets an hour that was measured well.
   *
   * @param start epoch milliseconds
   * @param amount base units
   */
  public void put(long start, long amount) {
    hours.put(start, amount);
  }

  /** Hours by start. */
  NavigableMap<Long, Long> hours() {
    return hours;
  }

  /** First day that is needed to judge a day. */
  public static LocalDate first(LocalDate day) {
    return day.minusWeeks(WEEKS).minusDays(2);
  }
}
