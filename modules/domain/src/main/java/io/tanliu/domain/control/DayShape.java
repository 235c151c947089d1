// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.OptionalLong;

/** How the days of a period differ from one another; only proportions count. */
interface DayShape {
  /** All days weigh the same. */
  DayShape FLAT = day -> 1;

  /** Weight of a day, 0 or more. */
  double weight(LocalDate day);

  /**
   * Means of the weekdays over some days. Each counts as if two more average days of that weekday
   * had been seen, so that one odd Sunday makes no rule.
   */
  static DayShape ofWeek(Map<LocalDate, Long> days) {
    double[] sums = new double[7];
    int[] counts = new int[7];
    double all = 0;
    for (Map.Entry<LocalDate, Long> day : days.entrySet()) {
      int weekday = day.getKey().getDayOfWeek().getValue() - 1;
      sums[weekday] += day.getValue();
      counts[weekday]++;
      all += day.getValue();
    }
    if (all <= 0) {
      return FLAT;
    }
    double mean = all / days.size();
    double[] weights = new double[7];
    for (int i = 0; i < 7; i++) {
      weights[i] = Math.max(0, (sums[i] / mean + 2) / (counts[i] + 2));
    }
    return day -> weights[day.getDayOfWeek().getValue() - 1];
  }

  /** Last year's days, 52 weeks before: the same season and the same weekday. */
  final class LastYear implements DayShape {
    private static final int YEAR = 364;
    private static final int[] NEAR = {-7, 7, -14, 14};
    private static final double LEAST_KNOWN = 0.75;

    private final DaySums days;
    private final double mean;
    private final double known;

    LastYear(Period period, DaySums days) {
      LocalDate from = period.first().minusDays(YEAR);
      LocalDate to = period.after().minusDays(YEAR);
      Map<LocalDate, Long> then = days.between(from, to);
      this.days = days;
      this.known = then.size() / (double) ChronoUnit.DAYS.between(from, to);
      this.mean = then.values().stream().mapToDouble(Long::doubleValue).average().orElse(0);
    }

    /** The day of last year that stands for a day. */
    static LocalDate of(LocalDate day) {
      return day.minusDays(YEAR);
    }

    /** True when enough of last year is known to speak of a shape. */
    boolean usable() {
      return known >= LEAST_KNOWN && mean > 0;
    }

    @Override
    public double weight(LocalDate day) {
      LocalDate then = of(day);
      OptionalLong amount = days.of(then);
      if (amount.isPresent()) {
        return Math.max(0, amount.getAsLong());
      }
      double sum = 0;
      int count = 0;
      for (int shift : NEAR) {
        OptionalLong near = days.of(then.plusDays(shift));
        if (near.isPresent()) {
          sum += Math.max(0, near.getAsLong());
          count++;
        }
      }
      return count == 0 ? mean : sum / count;
    }
  }
}
