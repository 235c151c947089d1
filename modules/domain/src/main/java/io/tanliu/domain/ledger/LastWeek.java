// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.unit.Measure;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills gaps of one point with what was read at the same local time one week before. A function of
 * what is stored: when a source changes, the gaps a week later change with it.
 */
final class LastWeek {
  private static final long WEEK = PointMeter.WEEK;
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long QUARTER = Duration.ofMinutes(15).toMillis();

  /** No zone has ever moved its clocks by more, nor two weeks' offsets apart by more. */
  private static final long LARGEST_SHIFT = Duration.ofHours(3).toMillis();

  private final PointBook point;
  private final WorkingRows rows;
  private final BucketChanges changes;

  LastWeek(PointBook point, WorkingRows rows, BucketChanges changes) {
    this.point = point;
    this.rows = rows;
    this.changes = changes;
  }

  /** Adds or retracts the estimate of a gap. */
  void gap(PointMeter meter, Sample from, Sample to, int sign) {
    if (!meter.counts()) {
      return;
    }
    if (meter.measure() == Measure.INTERVAL) {
      for (long slot = meter.end(from.time()); ; ) {
        long end = meter.end(slot);
        if (end > to.time()) {
          return;
        }
        slot(meter, slot, end, rows.find(point.number(), meter.weekBefore(slot)), sign);
        slot = end;
      }
    }
    long shift = from.time() - meter.weekBefore(from.time());
    Sample u = null;
    for (Sample v : sources(from.time() - shift, to.time() - shift)) {
      line(meter, u, v, from, to, sign);
      u = v;
    }
  }

  private void slot(PointMeter meter, long start, long end, Sample source, int sign) {
    if (source != null && !source.tombstone() && !source.backfilled()) {
      long amount = point.versions().at(source.time()).amount(source);
      changes.spread(meter.flow(), start, end, amount, sign, false);
    }
  }

  /** Readings that bound or lie in a time, in order. */
  private List<Sample> sources(long from, long to) {
    List<Sample> sources = new ArrayList<>();
    Sample first = solidBefore(from + 1, PointMeter.LONGEST_SOURCE);
    if (first != null) {
      sources.add(first);
    }
    rows.between(point.number(), from + 1, to, s -> add(sources, s));
    Sample last = solidAfter(to - 1, PointMeter.LONGEST_SOURCE);
    if (last != null) {
      sources.add(last);
    }
    return sources;
  }

  private static void add(List<Sample> sources, Sample sample) {
    if (!sample.tombstone() && !sample.backfilled()) {
      sources.add(sample);
    }
  }

  /** The part of a gap's estimate that comes from one line. */
  private void line(PointMeter meter, Sample u, Sample v, Sample from, Sample to, int sign) {
    if (u == null || v == null) {
      return;
    }
    PointMeter source = point.versions().at(u.time());
    if (v.time() - u.time() > Math.min(source.maxGap(), PointMeter.LONGEST_SOURCE)) {
      return;
    }
    long shift = from.time() - meter.weekBefore(from.time());
    long start = Math.max(u.time(), from.time() - shift);
    long end = Math.min(v.time(), to.time() - shift);
    if (start < end) {
      new Slope(u.time(), v.time(), source.amount(u), source.amount(v))
          .add(meter.flow(), start, end, shift, sign, false, changes);
    }
  }

  /**
   * Adds or retracts what a reading, or the lines that meet in it, give to gaps a week later.
   *
   * @param time of the reading
   * @param reading what is there, or null; a tombstone is nothing
   * @param next the reading after it: gaps between later neighbours are meant
   */
  void dependents(long time, Sample reading, Sample next, int sign) {
    Sample newest = point.last(rows);
    if (next == null || newest == null || newest.time() <= time + WEEK - DAY) {
      return;
    }
    PointMeter meter = point.versions().at(time);
    if (meter.measure() == Measure.INTERVAL) {
      if (reading != null && !reading.backfilled()) {
        long shift = shift(meter.zone(), time);
        for (long slot = time + WEEK - shift; slot <= time + WEEK + shift; slot += QUARTER) {
          dependentSlot(slot, reading, next, newest, sign);
        }
      }
      return;
    }
    Sample before = solidBefore(time, PointMeter.LONGEST_SOURCE);
    Sample after = solidAfter(time, PointMeter.LONGEST_SOURCE);
    // History is no source: the line goes on across it.
    if (reading == null || reading.backfilled()) {
      dependentLine(before, after, next, newest, sign);
    } else {
      dependentLine(before, reading, next, newest, sign);
      dependentLine(reading, after, next, newest, sign);
    }
  }

  private void dependentSlot(long slot, Sample source, Sample next, Sample newest, int sign) {
    int number = point.number();
    Sample there = rows.find(number, slot);
    if (slot >= newest.time() || (there != null && !there.tombstone())) {
      return;
    }
    Sample from = rows.before(number, slot, Math.max(next.time(), slot - WEEK - 2 * DAY));
    Sample to = rows.after(number, slot, Math.min(newest.time(), slot + WEEK + 2 * DAY));
    if (from == null || to == null) {
      return;
    }
    PointMeter meter = point.versions().at(from.time());
    if (!meter.counts()
        || meter.weekBefore(slot) != source.time()
        || !meter.lastWeekGap(from, to)
        || meter.end(slot) > to.time()) {
      return;
    }
    long at = meter.end(from.time());
    while (at < slot) {
      at = meter.end(at);
    }
    if (at == slot) {
      slot(meter, slot, meter.end(slot), source, sign);
    }
  }

  private void dependentLine(Sample u, Sample v, Sample next, Sample newest, int sign) {
    if (u == null || v == null) {
      return;
    }
    long shift = shift(point.versions().at(u.time()).zone(), u.time());
    long start = u.time() + WEEK - shift;
    long end = v.time() + WEEK + shift;
    Sample from =
        start <= next.time()
            ? next
            : rows.before(point.number(), start + 1, Math.max(next.time(), start - WEEK - DAY));
    if (from == null) {
      from = next.time() >= start ? next : rows.after(point.number(), start, newest.time());
    }
    while (from != null && from.time() < end) {
      Sample to = rows.after(point.number(), from.time(), newest.time());
      PointMeter meter = point.versions().at(from.time());
      if (to != null && meter.counts() && meter.lastWeekGap(from, to)) {
        line(meter, u, v, from, to, sign);
      }
      from = to;
    }
  }

  /**
   * How far from seven days later a reading can be used. A whole gap is moved as its beginning is,
   * which may be up to a week earlier, with the clock of yet another week before.
   */
  private static long shift(ZoneId zone, long time) {
    ZoneOffsetTransition next =
        zone.getRules().nextTransition(Instant.ofEpochMilli(time - WEEK - 2 * DAY));
    boolean steady = next == null || next.getInstant().toEpochMilli() > time + WEEK + DAY;
    return steady ? 0 : LARGEST_SHIFT;
  }

  private Sample solidBefore(long time, long reach) {
    long oldest = Math.max(point.oldest(), time - 1 - reach);
    Sample found = rows.before(point.number(), time, oldest);
    while (found != null && found.backfilled()) {
      found = rows.before(point.number(), found.time(), oldest);
    }
    return found;
  }

  private Sample solidAfter(long time, long reach) {
    long newest = Math.min(point.top(), time + 1 + reach);
    Sample found = rows.after(point.number(), time, newest);
    while (found != null && found.backfilled()) {
      found = rows.after(point.number(), found.time(), newest);
    }
    return found;
  }
}
