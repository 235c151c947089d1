// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.reading.AmountScale;
import io.tanliu.domain.reading.ReadingError;
import io.tanliu.domain.reading.ReadingRules;
import io.tanliu.domain.unit.Estimation;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What the readings of one point contribute to the base buckets, by one version of its definition.
 * A contribution depends on one interval, or on two neighbouring readings (and, when it is an
 * estimate, on those of the week before): so a late reading replaces one old segment by two new
 * ones, and a correction retracts exactly what was added.
 */
final class PointMeter {
  /** Longest gap that is estimated, except for registers, which know their amount. */
  static final long WEEK = Duration.ofDays(7).toMillis();

  /**
   * Longest distance of two readings of a rate whose line is a source of an estimate: readings are
   * kept for two weeks and a day as sources.
   */
  static final long LONGEST_SOURCE = Duration.ofHours(12).toMillis();

  private static final long HOUR = 3_600_000L;
  private static final long DAY = 24 * HOUR;

  /**
   * A register that was silent for longer than 400 days starts anew: spread over years, one reading
   * would change a million buckets.
   */
  private static final long LONGEST_SPREAD = 400 * DAY;

  private static final long MOST_SLOTS = 10_080;

  private final Point point;
  private final ZoneId zone;
  private final ReadingRules rules;
  private final Measure measure;
  private final long factor;
  private final int factorScale;
  private final long interval;
  private final long maxGap;
  private final long longestEstimate;
  private final Rollover rollover;
  private final String flow;
  private final boolean counts;
  private final boolean lastWeek;
  private final boolean linear;

  PointMeter(Point point, ZoneId zone) {
    this.point = point;
    this.zone = zone;
    this.rules = new ReadingRules(point, zone);
    AmountScale scale = AmountScale.of(point);
    this.factor = scale.factor();
    this.factorScale = scale.factorScale();
    this.measure = point.measure();
    this.interval = point.interval().toMillis();
    this.maxGap = point.maxGap().toMillis();
    this.longestEstimate = Math.min(WEEK, MOST_SLOTS * interval);
    long modulus = point.modulus().map(this::base).orElse(0L);
    long ratedPerHour =
        point
            .ratedMaximum()
            .map(r -> r.multiply(BigDecimal.valueOf(point.unit().toBase())))
            .map(r -> r.setScale(0, RoundingMode.CEILING).longValueExact())
            .orElse(0L);
    this.rollover = new Rollover(modulus, ratedPerHour);
    // One String per flow: changes are collected by identity.
    this.flow = point.flow().intern();
    this.counts = point.counts();
    this.lastWeek =
        point.estimation() == Estimation.LAST_WEEK
            && measure != Measure.REGISTER
            && (measure == Measure.INTERVAL || maxGap <= LONGEST_SOURCE);
    this.linear = point.estimation() == Estimation.LINEAR;
  }

  private long base(BigDecimal value) {
    BigDecimal plain = value.scale() < 0 ? value.setScale(0) : value;
    return amount(plain.unscaledValue().longValueExact(), plain.scale());
  }

  Optional<ReadingError> check(long time, long value, int decimals, long receivedAt) {
    return rules.check(time, value, decimals, receivedAt);
  }

  Point point() {
    return point;
  }

  Measure measure() {
    return measure;
  }

  ZoneId zone() {
    return zone;
  }

  String flow() {
    return flow;
  }

  long maxGap() {
    return maxGap;
  }

  /** True when the point's amounts enter the books. */
  boolean counts() {
    return counts;
  }

  /** True when last week stands in for what is missing. */
  boolean lastWeek() {
    return lastWeek;
  }

  /** How far from a reading its neighbours matter, milliseconds; 0 when they never do. */
  long span() {
    return switch (measure) {
      case REGISTER -> Long.MAX_VALUE;
      case INTERVAL -> lastWeek ? WEEK + 2 * DAY : 0;
      case RATE -> Math.max(maxGap, point.estimation() == Estimation.NONE ? 0 : WEEK + DAY);
    };
  }

  /** How far a reading reaches: an interval to its end, the others to their moment. */
  long end(long time) {
    return measure == Measure.INTERVAL ? intervalEnd(time) : time;
  }

  /**
   * End of the interval that starts there. One of more than an hour follows the local clock, like
   * its grid: a daily amount of a 23-hour day belongs to those 23 hours.
   */
  private long intervalEnd(long start) {
    return interval <= HOUR ? start + interval : millis(local(start).plus(point.interval()));
  }

  /** The same local date and time seven days earlier. */
  long weekBefore(long time) {
    return millis(local(time).minusDays(7));
  }

  private LocalDateTime local(long time) {
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(time), zone);
  }

  private long millis(LocalDateTime time) {
    return time.atZone(zone).toInstant().toEpochMilli();
  }

  /** True when time is missing between two neighbours that last week may stand in for. */
  boolean lastWeekGap(Sample from, Sample to) {
    return lastWeek && estimable(from.time(), from.backfilled(), to.time(), to.backfilled());
  }

  private boolean estimable(long from, boolean history, long to, boolean historyToo) {
    if (history || historyToo) {
      return false;
    }
    long gap = to - end(from);
    return gap > 0 && gap <= longestEstimate && (measure == Measure.INTERVAL || gap > maxGap);
  }

  /** True when nothing can be missing, or remain missing, between two neighbours. */
  boolean joined(long from, boolean history, long to, boolean historyToo) {
    return switch (measure) {
      case REGISTER -> to - from <= maxGap;
      case INTERVAL -> to <= end(from) || (lastWeek && estimable(from, history, to, historyToo));
      case RATE ->
          to - from <= maxGap
              || (lastWeek && estimable(from, history, to, historyToo))
              || (linear && bridged(from, history, to, historyToo));
    };
  }

  private static boolean bridged(long from, boolean history, long to, boolean historyToo) {
    return to - from <= WEEK && !history && !historyToo;
  }

  /** Adds or retracts the amount of one interval. */
  void interval(Sample at, int sign, BucketChanges changes) {
    if (counts) {
      changes.spread(flow, at.time(), intervalEnd(at.time()), amount(at), sign, true);
    }
  }

  /** Adds or retracts the rise of a counter; true when it was reset or replaced between the two. */
  boolean register(Sample from, Sample to, int sign, BucketChanges changes) {
    long gap = to.time() - from.time();
    if (gap > LONGEST_SPREAD) {
      return true;
    }
    long before = amount(from);
    long delta = Math.subtractExact(amount(to), before);
    if (delta < 0 && !point.signed()) {
      delta += rollover.modulus();
      if (!rollover.plausible(before, delta, gap)) {
        return true;
      }
    }
    if (counts) {
      changes.spread(flow, from.time(), to.time(), delta, sign, gap <= maxGap);
    }
    return false;
  }

  /** Adds or retracts what a rate's two neighbours say of the time between them. */
  void rate(Sample from, Sample to, int sign, BucketChanges changes) {
    boolean measured = to.time() - from.time() <= maxGap;
    if (counts
        && (measured
            || (linear && bridged(from.time(), from.backfilled(), to.time(), to.backfilled())))) {
      new Slope(from.time(), to.time(), amount(from), amount(to))
          .add(flow, from.time(), to.time(), 0, sign, measured, changes);
    }
  }

  private long amount(long value, int decimals) {
    return Quantities.multiply(value, factor, factorScale + decimals);
  }

  long amount(Sample sample) {
    return amount(sample.value(), sample.scale());
  }
}
