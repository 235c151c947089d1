// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import io.tanliu.domain.quantity.Quantities;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;

/**
 * The shape of last year: each day of the period weighs what the day with the same date weighed.
 *
 * <p>29 February weighs, in a leap year, what 28 February of the year before did; that of a leap
 * year before adds to its 28 February, so that no amount of last year is lost. A day that was not
 * measured weighs the mean of the measured days of its month, and of the whole stretch when the
 * month has none: the shape is that of the covered part.
 */
final class LastYear {
  /** Share of the days that must have been measured for a shape to be spoken of. */
  private static final double LEAST_COVERED = 0.75;

  private final LocalDate first;

  /** Sum of the weights of the days before each day, one more than there are days. */
  private final long[] before;

  private final double covered;

  private LastYear(LocalDate first, long[] before, double covered) {
    this.first = first;
    this.before = before;
    this.covered = covered;
  }

  static LastYear of(Period period, DaySums lastYear) {
    int days = (int) ChronoUnit.DAYS.between(period.first(), period.after());
    long[] weights = new long[days];
    boolean[] known = new boolean[days];
    int covered = 0;
    for (int i = 0; i < days; i++) {
      OptionalLong weight = weight(period.first().plusDays(i), lastYear);
      known[i] = weight.isPresent();
      weights[i] = Math.max(0, weight.orElse(0));
      covered += known[i] ? 1 : 0;
    }
    fill(period.first(), weights, known);
    long[] before = new long[days + 1];
    for (int i = 0; i < days; i++) {
      before[i + 1] = Math.addExact(before[i], weights[i]);
    }
    return new LastYear(period.first(), before, covered / (double) days);
  }

  private static OptionalLong weight(LocalDate day, DaySums lastYear) {
    LocalDate then = day.minusYears(1);
    OptionalLong amount = lastYear.of(then);
    boolean leapDayFollows =
        then.getMonthValue() == 2 && then.getDayOfMonth() == 28 && then.isLeapYear();
    OptionalLong leapDay = leapDayFollows ? lastYear.of(then.plusDays(1)) : OptionalLong.empty();
    return amount.isPresent() && leapDay.isPresent()
        ? OptionalLong.of(Math.addExact(amount.getAsLong(), leapDay.getAsLong()))
        : amount;
  }

  private static void fill(LocalDate first, long[] weights, boolean[] known) {
    long mean = mean(weights, known, 0, weights.length);
    for (int from = 0; from < weights.length; ) {
      LocalDate day = first.plusDays(from);
      int to = Math.min(weights.length, from + day.lengthOfMonth() - day.getDayOfMonth() + 1);
      long ofMonth = mean(weights, known, from, to);
      for (int i = from; i < to; i++) {
        if (!known[i]) {
          weights[i] = ofMonth >= 0 ? ofMonth : Math.max(0, mean);
        }
      }
      from = to;
    }
  }

  /** Mean of the known days, rounded half even; −1 when none is known. */
  private static long mean(long[] weights, boolean[] known, int from, int to) {
    long sum = 0;
    long count = 0;
    for (int i = from; i < to; i++) {
      if (known[i]) {
        sum = Math.addExact(sum, weights[i]);
        count++;
      }
    }
    return count == 0 ? -1 : Quantities.divideHalfEven(sum, count);
  }

  /** True when enough was measured to speak of a shape. */
  boolean usable() {
    return covered >= LEAST_COVERED && before[before.length - 1] > 0;
  }

  /** Share of the days that were measured. */
  double covered() {
    return covered;
  }

  /** The part of an amount up to a time of the period; within a day in proportion to time. */
  long portion(long limit, ZoneId zone, long at) {
    LocalDate day = Instant.ofEpochMilli(at).atZone(zone).toLocalDate();
    int index = (int) ChronoUnit.DAYS.between(first, day);
    if (index >= before.length - 1) {
      return limit;
    }
    long from = day.atStartOfDay(zone).toInstant().toEpochMilli();
    long to = day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
    long weight = before[index + 1] - before[index];
    long passed = before[index] + Quantities.portion(weight, at - from, to - from);
    return Quantities.portion(limit, passed, before[before.length - 1]);
  }
}
