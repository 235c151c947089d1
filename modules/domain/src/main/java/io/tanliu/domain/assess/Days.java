// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Local days {@code [from, to)}.
 *
 * @param from first day
 * @param to first day after the last; not before from
 */
public record Days(LocalDate from, LocalDate to) {

  public Days {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("to: " + to + " (expected: not before " + from + ")");
    }
  }

  /** The calendar year of a day, from its first day to that day, exclusive. */
  public static Days yearTo(LocalDate day) {
    LocalDate last = day.minusDays(1);
    return new Days(last.withDayOfYear(1), day);
  }

  /** The twelve months that end before a day. */
  public static Days twelveMonthsTo(LocalDate day) {
    return new Days(day.minusMonths(12), day);
  }

  /** The same days of the year before; 29 February has none and is left out. */
  public Days lastYear() {
    return new Days(from.minusYears(1), sameDayLastYear(to));
  }

  /** An end on 29 February means that the 28th counts; a year before it is 1 March's end, 28th. */
  private static LocalDate sameDayLastYear(LocalDate end) {
    return end.minusDays(1).minusYears(1).plusDays(1);
  }

  /** How many. */
  public long count() {
    return ChronoUnit.DAYS.between(from, to);
  }
}
