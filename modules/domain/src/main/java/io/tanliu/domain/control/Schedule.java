// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import io.tanliu.domain.quantity.Quantities;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * How much of a period's amount its plan allows up to a time. Exact: one rounding, half even, to a
 * base unit; the whole amount at the period's end; never less than before.
 */
public final class Schedule {
  private Schedule() {}

  /**
   * What is allowed.
   *
   * @param amount in base units
   * @param used the shape that was used: LINEAR when last year is too poorly known to have a shape
   * @param covered share of last year's days that the shape rests on, 0 to 1; 1 with other shapes
   */
  public record Allowed(long amount, Plan.Shape used, double covered) {}

  /**
   * The amount allowed up to a time.
   *
   * @param limit of the whole period, base units, 0 or more
   * @param at epoch milliseconds; before the period nothing is allowed, after it everything
   * @param lastYear days of the year before the period's, for LAST_YEAR
   */
  public static Allowed at(
      long limit, Plan plan, Period period, ZoneId zone, long at, DaySums lastYear) {
    return switch (plan.shape()) {
      case LINEAR -> linear(limit, period, zone, at);
      case MONTHLY -> new Allowed(byMonths(limit, plan, period, zone, at), plan.shape(), 1);
      case LAST_YEAR -> {
        LastYear shape = LastYear.of(period, lastYear);
        yield shape.usable() && !period.several()
            ? new Allowed(
                shape.portion(limit, zone, within(period, zone, at)), plan.shape(), shape.covered())
            : linear(limit, period, zone, at);
      }
    };
  }

  private static Allowed linear(long limit, Period period, ZoneId zone, long at) {
    long start = period.start(zone);
    long passed = within(period, zone, at) - start;
    return new Allowed(
        Quantities.portion(limit, passed, period.end(zone) - start), Plan.Shape.LINEAR, 1);
  }

  private static long within(Period period, ZoneId zone, long at) {
    return Math.max(period.start(zone), Math.min(period.end(zone), at));
  }

  /** Months that are over count whole, the running one by the time that has passed of it. */
  private static long byMonths(long limit, Plan plan, Period period, ZoneId zone, long at) {
    BigDecimal passed = BigDecimal.ZERO;
    BigDecimal whole = BigDecimal.ZERO;
    long time = within(period, zone, at);
    BigDecimal running = BigDecimal.ZERO;
    BigDecimal length = BigDecimal.ONE;
    YearMonth end = YearMonth.from(period.after());
    for (YearMonth month = YearMonth.from(period.first()); month.isBefore(end); ) {
      BigDecimal weight = plan.monthly().get(month.getMonthValue() - 1);
      long from = month.atDay(1).atStartOfDay(zone).toInstant().toEpochMilli();
      month = month.plusMonths(1);
      long to = month.atDay(1).atStartOfDay(zone).toInstant().toEpochMilli();
      whole = whole.add(weight);
      if (time >= to) {
        passed = passed.add(weight);
      } else if (time > from) {
        running = weight.multiply(BigDecimal.valueOf(time - from));
        length = BigDecimal.valueOf(to - from);
      }
    }
    if (whole.signum() == 0) {
      return linear(limit, period, zone, at).amount();
    }
    return BigDecimal.valueOf(limit)
        .multiply(passed.multiply(length).add(running))
        .divide(whole.multiply(length), 0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }
}
