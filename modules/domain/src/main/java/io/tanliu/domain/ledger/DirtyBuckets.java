// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.time.Granularity;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which base buckets changed since the last publication, as ranges. It is stored with the entity,
 * so that a crash between a change and its publication loses neither. When there would be too many
 * ranges the closest two become one: some unchanged windows are published again, none is left out.
 */
public final class DirtyBuckets {
  private static final int MOST_RANGES = 16;

  private final TreeMap<Long, Long> endByStart = new TreeMap<>();

  /** Marks one bucket. */
  public void mark(long bucket) {
    markRange(bucket, bucket + Granularity.BASE);
  }

  /** Marks {@code [start, end)}. */
  public void markRange(long start, long end) {
    long from = start;
    long to = end;
    Map.Entry<Long, Long> before = endByStart.floorEntry(from);
    if (before != null && before.getValue() >= from) {
      from = before.getKey();
      to = Math.max(to, before.getValue());
    }
    for (Map.Entry<Long, Long> next = endByStart.ceilingEntry(from);
        next != null && next.getKey() <= to;
        next = endByStart.ceilingEntry(from)) {
      to = Math.max(to, next.getValue());
      endByStart.remove(next.getKey());
    }
    endByStart.put(from, to);
    if (endByStart.size() > MOST_RANGES) {
      joinClosest();
    }
  }

  private void joinClosest() {
    long best = Long.MAX_VALUE;
    Map.Entry<Long, Long> closest = null;
    Map.Entry<Long, Long> previous = null;
    for (Map.Entry<Long, Long> range : endByStart.entrySet()) {
      if (previous != null && range.getKey() - previous.getValue() < best) {
        best = range.getKey() - previous.getValue();
        closest = previous;
      }
      previous = range;
    }
    if (closest != null) {
      long start = closest.getKey();
      long joined = endByStart.remove(endByStart.higherKey(start));
      endByStart.put(start, joined);
    }
  }

  /** True when a bucket of {@code [start, end)} is marked. */
  public boolean overlaps(long start, long end) {
    Map.Entry<Long, Long> last = endByStart.lowerEntry(end);
    return last != null && last.getValue() > start;
  }

  /** End by start of each range. */
  public SortedMap<Long, Long> ranges() {
    return endByStart;
  }

  /** Number of buckets in all ranges. */
  public long buckets() {
    long millis = 0;
    for (Map.Entry<Long, Long> range : endByStart.entrySet()) {
      millis += range.getValue() - range.getKey();
    }
    return millis / Granularity.BASE;
  }

  /** True when nothing is left to publish. */
  public boolean isEmpty() {
    return endByStart.isEmpty();
  }

  /** Forgets all: everything has been published. */
  public void clear() {
    endByStart.clear();
  }
}
