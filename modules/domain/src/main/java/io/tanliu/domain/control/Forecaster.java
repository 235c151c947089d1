// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import io.tanliu.domain.time.Granularity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;

/**
 * Forecasts the sum of a period, method {@value #METHOD}: what was measured, plus the present level
 * times the shape of the days to come.
 *
 * <ul>
 *   <li>The <i>shape</i> is last year's days, 52 weeks before, when three quarters of them are
 *       known; else the means of the weekdays so far.
 *   <li>The <i>level</i> is the ratio of the known days to their shape, once with equal weights and
 *       once with weights that halve every {@value #HALF_LIFE} days. That of the two is taken whose
 *       earlier forecasts were better.
 *   <li>An <i>earlier forecast</i> is made every week backwards, from the days before it alone, and
 *       judged by the days known since. With fewer than {@value #LEAST_ERRORS} of them all days
 *       weigh the same.
 *   <li>The <i>range</i> is the {@value #COVERED_PERCENT} % quantile of their absolute errors,
 *       relative to what was still to come. As long as there are fewer than {@value #MANY_ERRORS},
 *       three assumed ones stand beside them.
 * </ul>
 *
 * <p>The half-life is four weeks, the least that has four of each weekday. The result is a function
 * of the arguments alone, bit for bit on every machine: only +, −, × and ÷ of doubles in a fixed
 * order. Back-tests: docs/FORECAST.md.
 */
public final class Forecaster {
  /** Name and version of the method. */
  public static final String METHOD = "level-1";

  static final int HALF_LIFE = DayCourse.HALF_LIFE;
  static final int LEAST_ERRORS = 4;
  static final int MANY_ERRORS = 10;
  static final int COVERED_PERCENT = 80;
  static final int LEAST_DAYS = 7;

  /**
   * Days before a period that still tell something about its level; a year with a shape needs none.
   */
  private static final int LEAD = 91;

  private static final double[] ASSUMED_BY_WEEK = {0.15, 0.30, 0.50};
  private static final double[] ASSUMED_BY_YEAR = {0.05, 0.10, 0.20};

  private Forecaster() {}

  /**
   * The forecast of a month or year; empty when fewer than {@value #LEAST_DAYS} days and no last
   * year are known. Takes some ten microseconds.
   *
   * @param at event time up to which was measured, epoch milliseconds
   * @param measured sum of the period up to then, base units
   * @param days known days of the period, of the three months before it and of the year before;
   *     those from the day of {@code at} on are not looked at
   * @throws IllegalArgumentException for several years
   */
  public static Optional<Forecast> at(
      Period period, ZoneId zone, long at, long measured, DaySums days) {
    if (period.several()) {
      throw new IllegalArgumentException(
          "period: " + period.text() + " (expected: a month or a year)");
    }
    if (at >= period.end(zone)) {
      return Optional.of(new Forecast(measured, measured, measured, measured, METHOD, 0, 0));
    }
    long time = Math.max(at, period.start(zone));
    LocalDate today = Instant.ofEpochMilli(time).atZone(zone).toLocalDate();
    return forecast(period, today, left(today, zone, time), measured, days.before(today));
  }

  /**
   * The same at the beginning of a local day, in whatever zone: the days before it are complete.
   *
   * @param day first day of which nothing is known
   */
  public static Optional<Forecast> at(Period period, LocalDate day, long measured, DaySums days) {
    long time = day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    return at(period, ZoneOffset.UTC, time, measured, days);
  }

  /** Share of the day that is still to come. */
  private static double left(LocalDate today, ZoneId zone, long at) {
    long start = today.atStartOfDay(zone).toInstant().toEpochMilli();
    long end = today.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
    return (end - at) / (double) (end - start);
  }

  private static Optional<Forecast> forecast(
      Period period, LocalDate today, double leftOfToday, long measured, DaySums days) {
    DayShape.LastYear lastYear = new DayShape.LastYear(period, days);
    boolean byYear = lastYear.usable();
    DayShape shape = byYear ? lastYear : new DayShape.Week();
    DayCourse course = new DayCourse(days, shape, begin(period, today, byYear), today.toEpochDay());
    boolean few = course.known() < LEAST_DAYS;
    if (few && !byYear) {
      return Optional.empty();
    }
    double[] equal = course.errors(false);
    double[] recent = course.errors(true);
    boolean takeRecent = equal.length >= LEAST_ERRORS && mean(recent) < mean(equal);
    double[] errors = takeRecent ? recent : equal;
    // As long as nothing says otherwise, this year goes as the last one did.
    double level = few ? 1 : course.level(takeRecent);
    double rest = level * toCome(period, today, leftOfToday, shape, course.weights());
    double spread = Math.abs(rest) * quantile(errors, byYear ? ASSUMED_BY_YEAR : ASSUMED_BY_WEEK);
    return Optional.of(
        new Forecast(
            sum(measured, rest),
            sum(measured, rest - spread),
            sum(measured, rest + spread),
            measured,
            METHOD + (byYear ? "/last-year" : "/weekday"),
            takeRecent ? HALF_LIFE : 0,
            errors.length));
  }

  private static long begin(Period period, LocalDate today, boolean byYear) {
    LocalDate lead = today.minusDays(LEAD);
    boolean alone = byYear && period.granularity() == Granularity.YEAR;
    return (alone || lead.isAfter(period.first()) ? period.first() : lead).toEpochDay();
  }

  /** Weight of the rest of today and of the days after it. */
  private static double toCome(
      Period period, LocalDate today, double leftOfToday, DayShape shape, double[] weights) {
    long first = today.toEpochDay();
    double sum = leftOfToday * weights[shape.classOf(first)] * shape.share(first);
    for (long day = first + 1; day < period.after().toEpochDay(); day++) {
      sum += weights[shape.classOf(day)] * shape.share(day);
    }
    return sum;
  }

  private static long sum(long measured, double rest) {
    return Math.addExact(measured, Math.round(rest));
  }

  private static double mean(double[] errors) {
    double sum = 0;
    for (double error : errors) {
      sum += error;
    }
    return errors.length == 0 ? Double.MAX_VALUE : sum / errors.length;
  }

  private static double quantile(double[] errors, double[] assumed) {
    boolean many = errors.length >= MANY_ERRORS;
    double[] all = Arrays.copyOf(errors, errors.length + (many ? 0 : assumed.length));
    if (!many) {
      System.arraycopy(assumed, 0, all, errors.length, assumed.length);
    }
    Arrays.sort(all);
    int rank = (COVERED_PERCENT * (all.length + 1) + 99) / 100;
    return all[Math.min(all.length, rank) - 1];
  }
}
