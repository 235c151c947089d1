// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import io.tanliu.domain.time.Granularity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

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

  static final int HALF_LIFE = 28;
  static final int LEAST_ERRORS = 4;
  static final int MANY_ERRORS = 10;
  static final int COVERED_PERCENT = 80;

  /** 2^(−1/28): the weight of a day as a share of that of the next. */
  private static final double DECAY = 0.9755486420525732;

  private static final int LEAST_DAYS = 7;
  private static final int WEEK = 7;

  /**
   * Days before a period that still tell something about its level; a year with a shape needs none.
   */
  private static final int LEAD = 91;

  private static final double[] ASSUMED_BY_WEEK = {0.15, 0.30, 0.50};
  private static final double[] ASSUMED_BY_YEAR = {0.05, 0.10, 0.20};

  private final DaySums days;
  private final LocalDate begin;
  private final LocalDate today;
  private final Optional<DayShape> lastYear;

  private Forecaster(Period period, LocalDate today, DaySums days) {
    DayShape.LastYear year = new DayShape.LastYear(period, days);
    LocalDate lead = today.minusDays(LEAD);
    boolean alone = period.granularity() == Granularity.YEAR && year.usable();
    this.days = days;
    this.today = today;
    this.begin = alone || lead.isAfter(period.first()) ? period.first() : lead;
    this.lastYear = year.usable() ? Optional.of(year) : Optional.empty();
  }

  /**
   * The forecast of a month or year; empty when fewer than {@value #LEAST_DAYS} days and no last
   * year are known.
   *
   * @param at event time up to which was measured, epoch milliseconds
   * @param measured sum of the period up to then, base units
   * @param days known days of the period, of the three months before it and of the year before;
   *     those from the day of {@code at} on are left out
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
    return new Forecaster(period, today, days.before(today))
        .forecast(period, left(today, zone, time), measured);
  }

  /** Days that have a weight: with last year's shape those whose day of last year is known. */
  private NavigableMap<LocalDate, Long> comparable(NavigableMap<LocalDate, Long> known) {
    NavigableMap<LocalDate, Long> comparable = new TreeMap<>(known);
    if (lastYear.isPresent()) {
      comparable.keySet().removeIf(day -> days.of(DayShape.LastYear.of(day)).isEmpty());
    }
    return comparable;
  }

  /** Share of the day that is still to come. */
  private static double left(LocalDate today, ZoneId zone, long at) {
    long start = today.atStartOfDay(zone).toInstant().toEpochMilli();
    long end = today.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
    return (end - at) / (double) (end - start);
  }

  private Optional<Forecast> forecast(Period period, double leftOfToday, long measured) {
    NavigableMap<LocalDate, Long> known = comparable(days.between(begin, today));
    boolean few = known.size() < LEAST_DAYS;
    if (few && lastYear.isEmpty()) {
      return Optional.empty();
    }
    double[] equal = errors(known, 1);
    double[] recent = errors(known, DECAY);
    boolean takeRecent = equal.length >= LEAST_ERRORS && mean(recent) < mean(equal);
    double[] errors = takeRecent ? recent : equal;
    DayShape shape = shape(known);
    // As long as nothing says otherwise, this year goes as the last one did.
    double level = few ? 1 : level(known, shape, takeRecent ? DECAY : 1);
    double weight = leftOfToday * shape.weight(today);
    for (LocalDate day = today.plusDays(1); day.isBefore(period.after()); day = day.plusDays(1)) {
      weight += shape.weight(day);
    }
    double rest = level * weight;
    double spread = Math.abs(rest) * quantile(errors);
    return Optional.of(
        new Forecast(
            sum(measured, rest),
            sum(measured, rest - spread),
            sum(measured, rest + spread),
            measured,
            METHOD + (lastYear.isPresent() ? "/last-year" : "/weekday"),
            takeRecent ? HALF_LIFE : 0,
            errors.length));
  }

  private static long sum(long measured, double rest) {
    return Math.addExact(measured, Math.round(rest));
  }

  private DayShape shape(Map<LocalDate, Long> known) {
    return lastYear.orElseGet(() -> DayShape.ofWeek(known));
  }

  /** Amount per weight of the shape; days weigh the less the older they are. */
  private static double level(NavigableMap<LocalDate, Long> known, DayShape shape, double decay) {
    double amounts = 0;
    double weights = 0;
    LocalDate before = known.firstKey();
    for (Map.Entry<LocalDate, Long> day : known.entrySet()) {
      for (; decay != 1 && before.isBefore(day.getKey()); before = before.plusDays(1)) {
        amounts *= decay;
        weights *= decay;
      }
      amounts += day.getValue();
      weights += shape.weight(day.getKey());
    }
    return weights > 0 ? amounts / weights : 0;
  }

  /** Absolute relative errors of the forecasts of each week before, newest first. */
  private double[] errors(NavigableMap<LocalDate, Long> known, double decay) {
    List<Double> errors = new ArrayList<>();
    if (known.isEmpty()) {
      return new double[0];
    }
    LocalDate first = known.firstKey().plusDays(HALF_LIFE);
    for (LocalDate o = today.minusDays(WEEK); !o.isBefore(first); o = o.minusDays(WEEK)) {
      NavigableMap<LocalDate, Long> before = known.headMap(o, false);
      NavigableMap<LocalDate, Long> since = known.tailMap(o, true);
      if (before.size() < LEAST_DAYS || since.size() < LEAST_DAYS) {
        continue;
      }
      DayShape shape = shape(before);
      double actual = 0;
      double weight = 0;
      for (Map.Entry<LocalDate, Long> day : since.entrySet()) {
        actual += day.getValue();
        weight += shape.weight(day.getKey());
      }
      double expected = level(before, shape, decay) * weight;
      if (expected > 0) {
        errors.add(Math.abs(actual / expected - 1));
      }
    }
    return errors.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double mean(double[] errors) {
    double sum = 0;
    for (double error : errors) {
      sum += error;
    }
    return errors.length == 0 ? Double.MAX_VALUE : sum / errors.length;
  }

  private double quantile(double[] errors) {
    double[] assumed = lastYear.isPresent() ? ASSUMED_BY_YEAR : ASSUMED_BY_WEEK;
    double[] all =
        errors.length >= MANY_ERRORS
            ? errors.clone()
            : Arrays.copyOf(errors, errors.length + assumed.length);
    if (errors.length < MANY_ERRORS) {
      System.arraycopy(assumed, 0, all, errors.length, assumed.length);
    }
    Arrays.sort(all);
    int rank = (COVERED_PERCENT * (all.length + 1) + 99) / 100;
    return all[Math.min(all.length, rank) - 1];
  }
}
