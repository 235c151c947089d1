// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.time.Granularity;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

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

  /** Newest reading of the point before a time and not before {@code oldest}, or null. */
  Sample before(int point, long time, long oldest) {
    OptionalLong at = OptionalLong.of(Granularity.base(time));
    while (at.isPresent()) {
      Sample found = load(at.getAsLong()).before(point, time);
      if (found != null) {
        return found.time() < oldest ? null : found;
      }
      at = bucketBefore(at.getAsLong(), oldest);
    }
    return null;
  }

  /** Oldest reading of the point after a time and not after {@code newest}, or null. */
  Sample after(int point, long time, long newest) {
    OptionalLong at = OptionalLong.of(Granularity.base(time));
    while (at.isPresent()) {
      Sample found = load(at.getAsLong()).after(point, time);
      if (found != null) {
        return found.time() > newest ? null : found;
      }
      at = bucketAfter(at.getAsLong(), newest);
    }
    return null;
  }

  /** Buckets of all rows in {@code [from, to)}, in order. */
  SortedSet<Long> between(long from, long to) {
    TreeSet<Long> buckets = new TreeSet<>(stored.between(from, to));
    buckets.addAll(loaded.subMap(from, to).keySet());
    return buckets;
  }

  /** The row of a bucket, to be read. */
  ReadingRow row(long bucket) {
    return load(bucket);
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

  private OptionalLong bucketBefore(long bucket, long oldest) {
    Long working = loaded.lowerKey(bucket);
    long bound = Granularity.base(oldest);
    OptionalLong known = stored.before(bucket, working == null ? bound : Math.max(working, bound));
    return known.isPresent() || working == null || working < bound
        ? known
        : OptionalLong.of(working);
  }

  private OptionalLong bucketAfter(long bucket, long newest) {
    Long working = loaded.higherKey(bucket);
    long bound = Granularity.base(newest);
    OptionalLong known = stored.after(bucket, working == null ? bound : Math.min(working, bound));
    return known.isPresent() || working == null || working > bound
        ? known
        : OptionalLong.of(working);
  }
}
