// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.time.Granularity;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What changes in which base buckets, collected over a frame. */
public final class BucketChanges {
  /** A frame mostly touches a few buckets and flows over and over. */
  private static final int OPEN = 8;

  private final TreeMap<Long, Lines> byBucket = new TreeMap<>();
  private final Sum[] open = new Sum[OPEN];
  private int next;

  /** What is added up for one line of one bucket before it is entered. */
  private static final class Sum {
    private final long bucket;
    private final String name;
    private long amount;
    private long covered;
    private long estimated;

    Sum(long bucket, String name) {
      this.bucket = bucket;
      this.name = name;
    }
  }

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
    enterAll();
    byBucket.values().removeIf(Lines::isEmpty);
    return Collections.unmodifiableSortedMap(byBucket);
  }

  /** Number of buckets. */
  public int size() {
    enterAll();
    return byBucket.size();
  }

  /** Forgets all. */
  void clear() {
    Arrays.fill(open, null);
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

  /** Adds to one line of one bucket; names of flows are compared by identity. */
  void addPart(String name, long bucket, long part, long millis, int sign, boolean measured) {
    Sum sum = open(bucket, name);
    sum.amount = Math.addExact(sum.amount, sign * part);
    if (measured) {
      sum.covered += sign * millis;
    } else {
      sum.estimated += sign * millis;
    }
  }

  @SuppressWarnings("ReferenceEquality")
  private Sum open(long bucket, String name) {
    for (Sum sum : open) {
      if (sum != null && sum.bucket == bucket && sum.name == name) {
        return sum;
      }
    }
    enter(open[next]);
    Sum fresh = new Sum(bucket, name);
    open[next] = fresh;
    next = (next + 1) % OPEN;
    return fresh;
  }

  private void enter(Sum sum) {
    if (sum != null) {
      add(sum.bucket, sum.name, new Line(sum.amount, sum.covered, sum.estimated));
    }
  }

  private void enterAll() {
    for (int i = 0; i < OPEN; i++) {
      enter(open[i]);
      open[i] = null;
    }
  }
}
