// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.unit.Measure;

/** Puts readings of one unit into rows and buckets, takes them out and replaces them, exactly. */
final class PointChange {
  private final WorkingRows rows;
  private final BucketChanges changes;
  private long resets;

  PointChange(WorkingRows rows, BucketChanges changes) {
    this.rows = rows;
    this.changes = changes;
  }

  /** Counters that were reset, those that no longer were subtracted. */
  long resets() {
    return resets;
  }

  /**
   * Adds the newest reading of a point.
   *
   * @param top newest time for which anything is stored of the unit
   * @param expected readings that come with it
   */
  void append(PointBook point, Sample sample, long top, int expected) {
    Sample last = point.last(rows);
    rows.append(point.number(), sample, top, expected);
    alone(point, sample, 1);
    if (last != null) {
      pair(point, last, sample, 1);
    }
    point.stored(sample.time());
    point.last(sample);
  }

  /**
   * Replaces what is stored for a point and time.
   *
   * @param old what is stored, or null
   * @param now what shall be stored, or null
   * @param beside the two neighbours, see {@link #neighbours}
   */
  void replace(PointBook point, long time, Sample old, Sample now, Sample[] beside) {
    Sample was = old == null || old.tombstone() ? null : old;
    Sample is = now == null || now.tombstone() ? null : now;
    Sample last = point.last(rows);
    if (was == null && is == null) {
      store(point, time, now);
      return;
    }
    around(point, time, was, beside, -1);
    store(point, time, now);
    if (is != null && (last == null || time >= last.time())) {
      point.last(is);
    } else if (is == null && last.time() == time) {
      point.last(beside[0] != null ? beside[0] : previous(point, time));
    }
    around(point, time, is, beside, 1);
    point.beside(is == null ? null : beside[0], is, beside[1]);
  }

  /** Replaces a reading by the same number with other marks. */
  void mark(PointBook point, Sample marked) {
    Sample last = point.last(rows);
    store(point, marked.time(), marked);
    if (last.time() == marked.time()) {
      point.last(marked);
    }
  }

  private void store(PointBook point, long time, Sample now) {
    if (now == null) {
      rows.remove(point.number(), time);
    } else {
      rows.put(point.number(), now);
      point.stored(time);
    }
  }

  /** The readings before and after a time, each null when there is none that matters. */
  Sample[] neighbours(PointBook point, long time) {
    Sample[] known = point.neighbours(time);
    if (known != null) {
      return known;
    }
    long span = point.versions().span();
    Sample last = point.last(rows);
    if (span == 0 || last == null) {
      return new Sample[2];
    }
    long oldest = Math.max(point.oldest(), span == Long.MAX_VALUE ? point.oldest() : time - span);
    long newest = span == Long.MAX_VALUE ? last.time() : Math.min(last.time(), time + span);
    Sample before =
        last.time() < time
            ? (last.time() < oldest ? null : last)
            : rows.before(point.number(), time, oldest);
    return new Sample[] {before, rows.after(point.number(), time, newest)};
  }

  private Sample previous(PointBook point, long time) {
    return rows.before(point.number(), time, point.oldest());
  }

  /** Adds or retracts all that depends on what is, or is not, read at a time. */
  private void around(PointBook point, long time, Sample at, Sample[] beside, int sign) {
    if (at != null) {
      alone(point, at, sign);
    }
    if (point.versions().span() == 0) {
      return;
    }
    Sample before = beside[0];
    Sample after = beside[1];
    if (at == null) {
      if (before != null && after != null) {
        pair(point, before, after, sign);
      }
    } else {
      if (before != null) {
        pair(point, before, at, sign);
      }
      if (after != null) {
        pair(point, at, after, sign);
      }
    }
    if (point.versions().everLastWeek()) {
      new LastWeek(point, rows, changes).dependents(time, at, after, sign);
    }
  }

  /** What a reading contributes by itself. */
  void alone(PointBook point, Sample at, int sign) {
    PointMeter meter = point.versions().at(at.time());
    if (meter.measure() == Measure.INTERVAL) {
      meter.interval(at, sign, changes);
    }
  }

  /** What two neighbours contribute, by the version that holds at the first. */
  void pair(PointBook point, Sample from, Sample to, int sign) {
    PointMeter meter = point.versions().at(from.time());
    if (meter.measure() == Measure.REGISTER) {
      if (meter.register(from, to, sign, changes)) {
        resets += sign;
      }
      return;
    }
    if (meter.measure() == Measure.RATE) {
      meter.rate(from, to, sign, changes);
    }
    if (meter.lastWeekGap(from, to)) {
      new LastWeek(point, rows, changes).gap(meter, from, to, sign);
    }
  }
}
