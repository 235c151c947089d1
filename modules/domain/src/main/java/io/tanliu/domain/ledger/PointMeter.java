// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.reading.AmountScale;
import io.tanliu.domain.reading.ReadingError;
import io.tanliu.domain.reading.ReadingRules;
import io.tanliu.domain.time.Granularity;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What the readings of one point contribute to the base buckets. A contribution depends on one
 * interval, or on two neighbouring readings, and on nothing else: so a late reading replaces one
 * old segment by two new ones, and a correction retracts exactly what was added.
 */
final class PointMeter {
  private static final long HOUR = 3_600_000L;

  /**
   * A register that was silent for longer than 400 days starts anew: spread over years, one reading
   * would change a million buckets.
   */
  private static final long LONGEST_SPREAD = 400 * 24 * HOUR;

  private final Point point;
  private final ZoneId zone;
  private final ReadingRules rules;
  private final AmountScale scale;
  private final long interval;
  private final long maxGap;
  private final long modulus;
  private final long ratedPerHour;
  private final String flow;

  PointMeter(Point point, ZoneId zone) {
    this.point = point;
    this.zone = zone;
    this.rules = new ReadingRules(point, zone);
    this.scale = AmountScale.of(point);
    this.interval = point.interval().toMillis();
    this.maxGap = point.maxGap().toMillis();
    this.modulus = point.modulus().map(this::base).orElse(0L);
    this.ratedPerHour =
        point
            .ratedMaximum()
            .map(r -> r.multiply(BigDecimal.valueOf(point.unit().toBase())))
            .map(r -> r.setScale(0, RoundingMode.CEILING).longValueExact())
            .orElse(0L);
    this.flow = point.flow();
  }

  private long base(BigDecimal value) {
    BigDecimal plain = value.scale() < 0 ? value.setScale(0) : value;
    return scale.amount(plain.unscaledValue().longValueExact(), plain.scale());
  }

  Optional<ReadingError> check(long time, long value, int decimals, long receivedAt) {
    return rules.check(time, value, decimals, receivedAt);
  }

  /** True when a reading means something only beside its neighbours. */
  boolean needsNeighbours() {
    return point.measure() != Measure.INTERVAL;
  }

  /** How far a reading reaches: an interval to its end, the others to their moment. */
  long reach(long time) {
    return needsNeighbours() ? time : intervalEnd(time);
  }

  /**
   * End of the interval that starts there. One of more than an hour follows the local clock, like
   * its grid: a daily amount of a 23-hour day belongs to those 23 hours.
   */
  private long intervalEnd(long start) {
    if (interval <= HOUR) {
      return start + interval;
    }
    return Instant.ofEpochMilli(start)
        .atZone(zone)
        .toLocalDateTime()
        .plus(point.interval())
        .atZone(zone)
        .toInstant()
        .toEpochMilli();
  }

  /** Time before which a neighbour of the reading cannot be or does not matter. */
  long oldestNeighbour(PointTail tail, Sample at) {
    return point.measure() == Measure.RATE ? at.time() - maxGap : tail.anchor();
  }

  /** Time after which a neighbour of the reading cannot be or does not matter. */
  long newestNeighbour(PointTail tail, Sample at) {
    return point.measure() == Measure.RATE ? at.time() + maxGap : tail.last().time();
  }

  /** Adds or retracts the amount of one interval. */
  void interval(Sample at, int sign, BucketChanges changes) {
    if (point.counts()) {
      changes.spread(flow, at.time(), intervalEnd(at.time()), amount(at), sign, true);
    }
  }

  /**
   * Adds or retracts what lies between two neighbouring readings.
   *
   * @return true when the counter was reset or replaced between them
   */
  boolean segment(Sample from, Sample to, int sign, BucketChanges changes) {
    return point.measure() == Measure.REGISTER
        ? register(from, to, sign, changes)
        : rate(from, to, sign, changes);
  }

  private boolean register(Sample from, Sample to, int sign, BucketChanges changes) {
    long gap = to.time() - from.time();
    if (gap > LONGEST_SPREAD) {
      return true;
    }
    long before = amount(from);
    long delta = Math.subtractExact(amount(to), before);
    if (delta < 0 && !point.signed()) {
      delta += modulus;
      if (!rolledOver(before, delta, gap)) {
        return true;
      }
    }
    if (point.counts()) {
      changes.spread(flow, from.time(), to.time(), delta, sign, gap <= maxGap);
    }
    return false;
  }

  /** A drop is a rollover when the amount it stands for is plausible, else a reset. */
  private boolean rolledOver(long before, long delta, long gap) {
    if (modulus == 0 || delta < 0) {
      return false;
    }
    if (ratedPerHour > 0) {
      BigInteger largest = BigInteger.valueOf(ratedPerHour).multiply(BigInteger.valueOf(gap));
      return BigInteger.valueOf(delta).multiply(BigInteger.valueOf(HOUR)).compareTo(largest) <= 0;
    }
    // Without a rated maximum: from the last tenth of the counter into its first.
    long tenth = modulus / 10;
    return before >= modulus - tenth && delta - (modulus - before) <= tenth;
  }

  private boolean rate(Sample from, Sample to, int sign, BucketChanges changes) {
    long gap = to.time() - from.time();
    if (gap > maxGap || !point.counts()) {
      return false;
    }
    long r0 = amount(from);
    long r1 = amount(to);
    long left = Quantities.portion(Math.addExact(r0, r1), gap, 2 * HOUR);
    for (long at = from.time(); at < to.time(); ) {
      long bucket = Granularity.base(at);
      long end = Math.min(bucket + Granularity.BASE, to.time());
      long part =
          end == to.time() ? left : trapezoid(r0, r1, gap, at - from.time(), end - from.time());
      changes.addPart(flow, bucket, part, end - at, sign, true);
      left -= part;
      at = end;
    }
    return false;
  }

  /** Integral of the straight line from r0 to r1 over [a, b] of its length, rounded half even. */
  private static long trapezoid(long r0, long r1, long length, long a, long b) {
    BigInteger twiceMean =
        BigInteger.valueOf(r0)
            .multiply(BigInteger.valueOf(2 * length))
            .add(BigInteger.valueOf(r1 - r0).multiply(BigInteger.valueOf(a + b)));
    return new BigDecimal(twiceMean.multiply(BigInteger.valueOf(b - a)))
        .divide(BigDecimal.valueOf(2 * HOUR * length), 0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }

  private long amount(Sample sample) {
    return scale.amount(sample.value(), sample.scale());
  }
}
