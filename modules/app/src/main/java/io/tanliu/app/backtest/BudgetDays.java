// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.backtest;

import io.tanliu.domain.control.DaySums;
import io.tanliu.domain.control.Forecast;
import io.tanliu.domain.control.Forecaster;
import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Plan;
import io.tanliu.domain.control.Schedule;
import io.tanliu.domain.control.Target;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.TreeSet;

/**
 * On which days of a year that is over a yearly budget would have warned, looking at the end of
 * each day at the days so far and nothing else.
 *
 * @param budget base units
 * @param passed the day in which the sum passed the budget
 * @param ahead first day at whose end the sum was more than 10 % ahead of the linear schedule, from
 *     a twentieth of the year on
 * @param forecast first day at whose end the forecast was above the budget and its whole range was
 * @param likely first day from which on the forecast was above the budget at every day's end until
 *     it was passed
 * @param possible first day at whose end the forecast alone was above the budget
 */
public record BudgetDays(
    long budget,
    Optional<LocalDate> ahead,
    Optional<LocalDate> possible,
    Optional<LocalDate> likely,
    Optional<LocalDate> forecast,
    Optional<LocalDate> passed) {

  private static final int PACE_FROM = 20;

  /** Walks through the year. */
  public static BudgetDays of(Period year, ZoneId zone, DaySums days, long budget) {
    BigDecimal margin = BigDecimal.ONE.add(Target.DEFAULT_MARGIN);
    TreeSet<LocalDate> ahead = new TreeSet<>();
    TreeSet<LocalDate> above = new TreeSet<>();
    TreeSet<LocalDate> below = new TreeSet<>();
    TreeSet<LocalDate> sure = new TreeSet<>();
    Optional<LocalDate> passed = Optional.empty();
    long start = year.start(zone);
    long length = year.end(zone) - start;
    long measured = 0;
    for (LocalDate day = year.first();
        day.isBefore(year.after()) && passed.isEmpty();
        day = day.plusDays(1)) {
      measured = Math.addExact(measured, days.of(day).orElse(0));
      LocalDate next = day.plusDays(1);
      long at = next.atStartOfDay(zone).toInstant().toEpochMilli();
      if (measured > budget) {
        passed = Optional.of(day);
      }
      long schedule = Schedule.at(budget, Plan.LINEAR, year, zone, at, DaySums.NONE).amount();
      long tolerated =
          BigDecimal.valueOf(schedule)
              .multiply(margin)
              .setScale(0, RoundingMode.HALF_EVEN)
              .longValueExact();
      if ((at - start) * PACE_FROM >= length && measured > tolerated) {
        ahead.add(day);
      }
      Optional<Forecast> said = Forecaster.at(year, zone, at, measured, days.before(next));
      if (said.isPresent()) {
        (said.get().total() > budget ? above : below).add(day);
        if (said.get().low() > budget) {
          sure.add(day);
        }
      }
    }
    Optional<LocalDate> likely =
        below.isEmpty() ? first(above) : Optional.ofNullable(above.higher(below.last()));
    return new BudgetDays(budget, first(ahead), first(above), likely, first(sure), passed);
  }

  private static Optional<LocalDate> first(TreeSet<LocalDate> days) {
    return days.isEmpty() ? Optional.empty() : Optional.of(days.first());
  }
}
