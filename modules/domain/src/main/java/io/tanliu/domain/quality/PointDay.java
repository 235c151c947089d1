// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.quality;

import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.reading.AmountScale;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/** The readings of one point on one day, taken in the order of time. */
final class PointDay {
  private static final long HOUR = 3_600_000L;

  private final Point point;
  private final ZoneId zone;
  private final AmountScale scale;
  private final long from;
  private final long to;
  private final long until;
  private final Spikes spikes;
  private final Stuck stuck;
  private final Gaps gaps;
  private final Drops drops;
  private boolean first = true;
  private long lastTime;
  private long lastAmount;
  private long stored;
  private double amount;

  PointDay(Point point, VeeRules rules, ZoneId zone, long from, long to, long until) {
    this.point = point;
    this.zone = zone;
    this.scale = AmountScale.of(point);
    this.from = from;
    this.to = to;
    this.until = until;
    this.spikes =
        new Spikes(
            rules.value(point, VeeParameter.SPIKE_FACTOR),
            rules.value(point, VeeParameter.SPIKE_LEAST).intValue());
    this.stuck = new Stuck(point, rules.value(point, VeeParameter.STUCK_AFTER));
    this.gaps = new Gaps(point, from, to, until);
    this.drops = new Drops(point);
  }

  Point point() {
    return point;
  }

  long from() {
    return from;
  }

  /** Readings of the day that are stored. */
  long stored() {
    return stored;
  }

  /** Amount of the day in base units. */
  long amount() {
    return Math.round(amount);
  }

  /** An amount of this point as text. */
  String shown(long base) {
    var dimension = point.unit().dimension();
    return Quantities.display(base, dimension).toPlainString() + " " + dimension.displayUnit();
  }

  /** True when at least that share of the expected readings is there. */
  boolean covered(double least) {
    return expected() > 0 && Math.min(stored, expected()) >= least * expected();
  }

  void take(long time, long value, int decimals) {
    long base;
    try {
      base = scale.amount(value, decimals);
    } catch (ArithmeticException e) {
      return;
    }
    boolean inside = time >= from && time < to;
    if (inside) {
      stored++;
      stuck.take(time, base);
    }
    gaps.take(time, end(time));
    if (point.measure() == Measure.INTERVAL) {
      if (inside) {
        amount += base;
        spikes.take(time, base);
      }
    } else {
      neighbours(time, base, inside);
    }
    first = false;
    lastTime = time;
    lastAmount = base;
  }

  private void neighbours(long time, long base, boolean inside) {
    boolean close = !first && time - lastTime <= point.maxGap().toMillis();
    if (point.measure() == Measure.RATE) {
      if (inside) {
        spikes.take(time, base);
      }
      if (close) {
        amount += ((double) lastAmount + base) / 2 / HOUR * overlap(time);
      }
      return;
    }
    if (first) {
      return;
    }
    long delta = drops.delta(lastTime, lastAmount, time, base, inside);
    if (delta != Drops.NONE) {
      amount += (double) delta * overlap(time) / (time - lastTime);
      if (inside && close) {
        spikes.take(time, Quantities.portion(delta, HOUR, time - lastTime));
      }
    }
  }

  /** Milliseconds of the day between the reading before and this one. */
  private long overlap(long time) {
    return Math.max(0, Math.min(time, to) - Math.max(lastTime, from));
  }

  /** End of what a reading states: of its interval, else its own moment. */
  private long end(long time) {
    if (point.measure() != Measure.INTERVAL) {
      return time;
    }
    long interval = point.interval().toMillis();
    return interval <= HOUR ? time + interval : later(local(time), interval);
  }

  private LocalDateTime local(long time) {
    return Instant.ofEpochMilli(time).atZone(zone).toLocalDateTime();
  }

  /** An interval of more than an hour follows the local clock. */
  private long later(LocalDateTime start, long millis) {
    return start.plus(Duration.ofMillis(millis)).atZone(zone).toInstant().toEpochMilli();
  }

  /** Readings that the point should have so far. */
  long expected() {
    long interval = point.interval().toMillis();
    if (interval <= HOUR) {
      return (until - from) / interval;
    }
    long count = 0;
    LocalDateTime midnight = local(from);
    while (later(midnight, (count + 1) * interval) <= until) {
      count++;
    }
    return count;
  }

  void close(List<Finding> findings) {
    String hourly = point.measure() == Measure.INTERVAL ? "" : "/h";
    spikes.finding(point.id(), base -> shown(base) + hourly).ifPresent(findings::add);
    stuck.finding(this::shown).ifPresent(findings::add);
    drops.findings(findings);
    gaps.close();
    gaps.findings(findings);
  }
}
