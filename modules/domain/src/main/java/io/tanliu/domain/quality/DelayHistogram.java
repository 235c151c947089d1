// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.quality;

import java.util.Arrays;

/**
 * Delays in milliseconds, in buckets of a sixteenth of an octave: a quantile is within 1/32 of the
 * true value, sums of histograms are exact, and the size is bounded by the range of the delays (a
 * millisecond to a century is some 700 buckets). Negative delays have buckets of their own.
 */
public final class DelayHistogram {
  private static final int BITS = 4;
  private static final int SUB = 1 << BITS;

  private int[] buckets = new int[8];
  private long[] counts = new long[8];
  private int size;
  private long total;
  private long min = Long.MAX_VALUE;
  private long max = Long.MIN_VALUE;

  /** Adds a delay as often as {@code count} says. */
  public void add(long delay, long count) {
    add(bucket(delay), count);
    min = Math.min(min, delay);
    max = Math.max(max, delay);
  }

  private void add(int bucket, long count) {
    total += count;
    int at = Arrays.binarySearch(buckets, 0, size, bucket);
    if (at >= 0) {
      counts[at] += count;
      return;
    }
    at = -at - 1;
    if (size == buckets.length) {
      buckets = Arrays.copyOf(buckets, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    System.arraycopy(buckets, at, buckets, at + 1, size - at);
    System.arraycopy(counts, at, counts, at + 1, size - at);
    buckets[at] = bucket;
    counts[at] = count;
    size++;
  }

  /** Adds all delays of another. */
  public void add(DelayHistogram other) {
    for (int i = 0; i < other.size; i++) {
      add(other.buckets[i], other.counts[i]);
    }
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
  }

  /** A bucket with what is in it, for the codec: {@link #forEach} backwards. */
  public void restore(int bucket, long count) {
    add(bucket, count);
  }

  /** Sets the extremes, for the codec. */
  public void restore(long least, long most) {
    min = least;
    max = most;
  }

  /** Takes one bucket. */
  @FunctionalInterface
  public interface Visitor {
    /** A bucket and the number of delays in it. */
    void bucket(int bucket, long count);
  }

  /** Visits the buckets in order, for the codec. */
  public void forEach(Visitor visitor) {
    for (int i = 0; i < size; i++) {
      visitor.bucket(buckets[i], counts[i]);
    }
  }

  /** Number of buckets. */
  public int size() {
    return size;
  }

  /** Number of delays. */
  public long total() {
    return total;
  }

  /** The least, exact; meaningless when there is none. */
  public long min() {
    return min;
  }

  /** The most, exact; meaningless when there is none. */
  public long max() {
    return max;
  }

  /**
   * The value that a share of the delays does not exceed, within 1/32.
   *
   * @param share 0 to 1
   * @throws IllegalStateException when there is no delay
   */
  public long quantile(double share) {
    if (total == 0) {
      throw new IllegalStateException("no delay");
    }
    long rank = Math.max(1, (long) Math.ceil(share * total));
    long seen = 0;
    for (int i = 0; i < size; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return Math.max(min, Math.min(max, middle(buckets[i])));
      }
    }
    return max;
  }

  private static int bucket(long delay) {
    return delay < 0 ? -1 - index(-delay) : index(delay);
  }

  private static int index(long size) {
    if (size < SUB) {
      return (int) size;
    }
    int octave = Long.SIZE - 1 - Long.numberOfLeadingZeros(size) - BITS;
    return (octave << BITS) + (int) (size >>> octave);
  }

  private static long middle(int bucket) {
    if (bucket < 0) {
      return -middle(-1 - bucket);
    }
    if (bucket < 2 * SUB) {
      return bucket;
    }
    int octave = (bucket >> BITS) - 1;
    long low = (long) (bucket - (octave << BITS)) << octave;
    return low + (1L << octave >> 1);
  }
}
