// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.time.Granularity;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** The rows that a frame touches: read once, changed in memory, written once. */
final class WorkingRows {
  private final ReadingRows stored;
  private final TreeMap<Long, ReadingRow> loaded = new TreeMap<>();
  private final Set<Long> changed = new HashSet<>();

  WorkingRows(ReadingRows stored) {
    this.stored = stored;
  }

  /** The row of a time, to be changed. */
  ReadingRow change(long time) {
    long bucket = Granularity.base(time);
    changed.add(bucket);
    return load(bucket);
  }

  Sample find(int point, long time) {
    return load(Granularity.base(time)).find(point, time);
  }

  /** Newest reading of the point before a time and not further than limit, or null. */
  Sample before(int point, long time, long limit) {
    long oldest = limit == Long.MAX_VALUE ? Long.MIN_VALUE : time - limit;
    OptionalLong at = OptionalLong.of(Granularity.base(time));
    while (at.isPresent() && at.getAsLong() + Granularity.BASE > oldest) {
      Sample found = load(at.getAsLong()).before(point, time);
      if (found != null) {
        return found;
      }
      at = bucketBefore(at.getAsLong());
    }
    return null;
  }

  /** Oldest reading of the point after a time and not further than limit, or null. */
  Sample after(int point, long time, long limit) {
    long newest = limit == Long.MAX_VALUE ? Long.MAX_VALUE : time + limit;
    OptionalLong at = OptionalLong.of(Granularity.base(time));
    while (at.isPresent() && at.getAsLong() <= newest) {
      Sample found = load(at.getAsLong()).after(point, time);
      if (found != null) {
        return found;
      }
      at = bucketAfter(at.getAsLong());
    }
    return null;
  }

  void save() {
    changed.forEach(bucket -> stored.put(bucket, loaded.get(bucket)));
  }

  private ReadingRow load(long bucket) {
    ReadingRow known = loaded.get(bucket);
    if (known == null) {
      ReadingRow read = stored.get(bucket);
      known = read == null ? new ReadingRow() : read;
      loaded.put(bucket, known);
    }
    return known;
  }

  private OptionalLong bucketBefore(long bucket) {
    Long working = loaded.lowerKey(bucket);
    OptionalLong known = stored.before(bucket);
    if (working == null) {
      return known;
    }
    return OptionalLong.of(known.isPresent() ? Math.max(working, known.getAsLong()) : working);
  }

  private OptionalLong bucketAfter(long bucket) {
    Long working = loaded.higherKey(bucket);
    OptionalLong known = stored.after(bucket);
    if (working == null) {
      return known;
    }
    return OptionalLong.of(known.isPresent() ? Math.min(working, known.getAsLong()) : working);
  }
}
