// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.time.Granularity;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What changes in which base buckets, collected over a frame. */
public final class BucketChanges {
  private final TreeMap<Long, Lines> byBucket = new TreeMap<>();

  /** Adds to one line of one bucket. */
  public void add(long bucket, String name, Line line) {
    byBucket.computeIfAbsent(bucket, b -> new Lines()).add(name, line);
  }

  /** Adds lines to one bucket. */
  public void add(long bucket, Lines lines) {
    byBucket.computeIfAbsent(bucket, b -> new Lines()).add(lines);
  }

  /** Changes by start of the bucket; a bucket without a change is not in it. */
  public SortedMap<Long, Lines> byBucket() {
    byBucket.values().removeIf(Lines::isEmpty);
    return Collections.unmodifiableSortedMap(byBucket);
  }

  /** Number of buckets. */
  public int size() {
    return byBucket.size();
  }

  /** Forgets all. */
  void clear() {
    byBucket.clear();
  }

  /** True when nothing changes. */
  public boolean isEmpty() {
    return byBucket().isEmpty();
  }

  /**
   * Spreads an amount over the buckets of {@code [from, to)} in proportion to time; the last bucket
   * takes the rounding rest, so the parts sum to the amount exactly.
   *
   * @param sign +1 to add, -1 to retract
   * @param measured false for an estimate
   */
  void spread(String name, long from, long to, long amount, int sign, boolean measured) {
    long left = amount;
    for (long at = from; at < to; ) {
      long bucket = Granularity.base(at);
      long end = Math.min(bucket + Granularity.BASE, to);
      long part = end == to ? left : Quantities.portion(amount, end - at, to - from);
      addPart(name, bucket, part, end - at, sign, measured);
      left -= part;
      at = end;
    }
  }

  void addPart(String name, long bucket, long part, long millis, int sign, boolean measured) {
    long covered = measured ? sign * millis : 0;
    long estimated = measured ? 0 : sign * millis;
    add(bucket, name, new Line(sign * part, covered, estimated));
  }
}
