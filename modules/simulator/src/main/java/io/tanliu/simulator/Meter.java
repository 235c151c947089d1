// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import io.tanliu.domain.reading.AmountScale;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.math.BigDecimal;

/** One metering point and what it reads at any time: a pure function. */
final class Meter {
  private final Point point;
  private final Load load;
  private final int decimals;
  private final double toReading;
  private final long interval;
  private final Counter counter;

  /**
   * @param decimals decimal places of a reading, 0 to 6
   * @param seed of this meter
   */
  Meter(Point point, Load load, int decimals, long seed) {
    this.point = point;
    this.load = load;
    this.decimals = decimals;
    this.toReading = power(decimals) / point.multiplier().doubleValue();
    this.interval = point.interval().toMillis();
    this.counter =
        point.measure() == Measure.REGISTER
            ? new Counter(
                this,
                point.modulus().orElseThrow().movePointRight(decimals).setScale(0).longValueExact(),
                seed)
            : null;
  }

  private static long power(int decimals) {
    return BigDecimal.ONE.movePointRight(decimals).longValueExact();
  }

  /** Another meter, of what goes with each unit of this one's flow. */
  Meter follower(Point other, double ratio, long seed) {
    return new Meter(other, new Load.Part(seed, load, ratio), decimals, seed);
  }

  Point point() {
    return point;
  }

  int decimals() {
    return decimals;
  }

  /** Distance of two readings: registers and rates are read less often in loaded history. */
  long step(Cadence cadence) {
    return point.measure() == Measure.INTERVAL || cadence == Cadence.LIVE ? interval : Times.HOUR;
  }

  /** A number above what the point is rated for, unscaled. */
  long aboveRated() {
    double perHour = point.ratedMaximum().orElseThrow().doubleValue();
    return Math.round(10 * perHour * interval / Times.HOUR * power(decimals));
  }

  /** When a reading of that time is known to the meter: an interval's at its end. */
  long due(long time) {
    return point.measure() == Measure.INTERVAL ? time + interval : time;
  }

  /** Time of the reading that is due then. */
  long timeOfDue(long due) {
    return point.measure() == Measure.INTERVAL ? due - interval : due;
  }

  /**
   * The reading, unscaled.
   *
   * @param time start of the interval, or the moment; epoch milliseconds
   * @param replacedAt when the meter was last replaced; before {@link Counter#ORIGIN} for never
   */
  long value(long time, long replacedAt) {
    return switch (point.measure()) {
      case INTERVAL -> amount(time, interval);
      case RATE -> Math.round(load.at(time, Times.MINUTE) * toReading);
      case REGISTER -> counter.shown(time, replacedAt);
    };
  }

  /** What a counter counts in the hour that begins then, unscaled. */
  long hour(long start) {
    return amount(start, Times.HOUR);
  }

  /** Long intervals add up hours, so that the daily course stays in them. */
  private long amount(long start, long length) {
    if (length <= Times.HOUR) {
      double hours = (double) length / Times.HOUR;
      return Math.round(load.at(start + length / 2, length) * hours * toReading);
    }
    long sum = 0;
    for (long hour = start; hour < start + length; hour += Times.HOUR) {
      sum += amount(hour, Times.HOUR);
    }
    return sum;
  }

  /** True amount of the hour that begins then, in base units, for the sizing of budgets. */
  long baseAmount(long hour) {
    long unscaled =
        point.measure() == Measure.RATE
            ? (value(hour, 0) + value(hour + Times.HOUR, 0)) / 2
            : hourly(hour);
    return AmountScale.of(point).amount(unscaled, decimals);
  }

  private long hourly(long hour) {
    if (point.measure() == Measure.REGISTER || interval >= Times.HOUR) {
      return hour(hour);
    }
    long sum = 0;
    for (long at = hour; at < hour + Times.HOUR; at += interval) {
      sum += value(at, 0);
    }
    return sum;
  }

  /** A number as it is sent. */
  String text(long unscaled) {
    return BigDecimal.valueOf(unscaled, decimals).toPlainString();
  }
}
