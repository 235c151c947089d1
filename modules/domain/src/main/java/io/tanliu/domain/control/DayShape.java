// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

/**
 * How days differ from one another; only proportions count. The days are in classes that share a
 * weight, and within its class a day counts for as much as {@link #share} says, so that sums over
 * any stretch of days need one number per class.
 */
interface DayShape {
  /** Number of classes. */
  int classes();

  /** Class of a day, counted from 1970-01-01. */
  int classOf(long day);

  /** How much of its class's weight a day has, 0 or more. */
  double share(long day);

  /** True when a day of the past can be compared with the shape. */
  boolean comparable(long day);

  /**
   * Weights of the classes, as some days of the past tell.
   *
   * @param amounts sums of those days by class
   * @param counts their numbers by class
   */
  double[] weights(double[] amounts, double[] counts);

  /**
   * Means of the weekdays. Each counts as if two more average days of that weekday had been seen,
   * so that one odd Sunday makes no rule.
   */
  final class Week implements DayShape {
    private static final int DAYS = 7;
    private static final int ASSUMED = 2;

    @Override
    public int classes() {
      return DAYS;
    }

    @Override
    public int classOf(long day) {
      return (int) Math.floorMod(day, (long) DAYS);
    }

    @Override
    public double share(long day) {
      return 1;
    }

    @Override
    public boolean comparable(long day) {
      return true;
    }

    @Override
    public double[] weights(double[] amounts, double[] counts) {
      double sum = 0;
      double count = 0;
      for (int i = 0; i < DAYS; i++) {
        sum += amounts[i];
        count += counts[i];
      }
      double[] weights = new double[DAYS];
      double mean = sum / count;
      for (int i = 0; i < DAYS; i++) {
        weights[i] =
            sum > 0 ? Math.max(0, (amounts[i] / mean + ASSUMED) / (counts[i] + ASSUMED)) : 1;
      }
      return weights;
    }
  }

  /** Last year's days, 52 weeks before: the same season and the same weekday. */
  final class LastYear implements DayShape {
    private static final int YEAR = 364;
    private static final int[] NEAR = {-7, 7, -14, 14};
    private static final double LEAST_KNOWN = 0.75;

    private final DaySums days;
    private final double known;
    private final double mean;

    LastYear(Period period, DaySums days) {
      long from = period.first().toEpochDay() - YEAR;
      long to = period.after().toEpochDay() - YEAR;
      double sum = 0;
      int count = 0;
      for (long day = from; day < to; day++) {
        if (days.knows(day)) {
          sum += days.amount(day);
          count++;
        }
      }
      this.days = days;
      this.known = count / (double) (to - from);
      this.mean = count == 0 ? 0 : sum / count;
    }

    /** True when enough of last year is known to speak of a shape. */
    boolean usable() {
      return known >= LEAST_KNOWN && mean > 0;
    }

    @Override
    public int classes() {
      return 1;
    }

    @Override
    public int classOf(long day) {
      return 0;
    }

    @Override
    public boolean comparable(long day) {
      return days.knows(day - YEAR);
    }

    @Override
    public double share(long day) {
      long then = day - YEAR;
      if (days.knows(then)) {
        return Math.max(0, days.amount(then));
      }
      double sum = 0;
      int count = 0;
      for (int shift : NEAR) {
        if (days.knows(then + shift)) {
          sum += Math.max(0, days.amount(then + shift));
          count++;
        }
      }
      return count == 0 ? mean : sum / count;
    }

    @Override
    public double[] weights(double[] amounts, double[] counts) {
      return new double[] {1};
    }
  }
}
