// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import io.tanliu.domain.assess.DailySeries.Sum;
import java.time.LocalDate;

/**
 * Totals of the twelve months up to the end of each day of a series, summed once for all programmes
 * that look at it.
 */
public final class YearTotals {
  private final LocalDate first;
  private final Sum[] sums;

  private YearTotals(LocalDate first, Sum[] sums) {
    this.first = first;
    this.sums = sums;
  }

  /**
   * The totals from the first day of a series on.
   *
   * @param end first day that is not complete
   */
  public static YearTotals of(DailySeries series, LocalDate end) {
    LocalDate first = series.first().filter(end::isAfter).orElse(end);
    Sum[] sums = new Sum[(int) (end.toEpochDay() - first.toEpochDay())];
    LocalDate day = first;
    for (int i = 0; i < sums.length; i++) {
      day = day.plusDays(1);
      sums[i] = series.sum(Days.twelveMonthsTo(day));
    }
    return new YearTotals(first, sums);
  }

  LocalDate first() {
    return first;
  }

  /** How many days there are. */
  int days() {
    return sums.length;
  }

  /** Twelve months up to the end of a day, counted from the first. */
  Sum upTo(int day) {
    return sums[day];
  }

  /** Twelve months up to the last complete day. */
  Sum newest() {
    return sums.length == 0 ? new Sum(0, 0, 0) : sums[sums.length - 1];
  }
}
