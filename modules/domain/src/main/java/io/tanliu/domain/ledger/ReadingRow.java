// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import java.util.Arrays;
import java.util.List;

/**
 * All readings of one unit whose time falls in one minute, by point and time. One row per unit and
 * minute: a frame of many points writes one row, and what comes in order never reads one.
 */
public final class ReadingRow {
  /** Length of a row in milliseconds. */
  public static final long WIDTH = 60_000L;

  private int[] points;
  private Sample[] samples;
  private int size;

  /** An empty row. */
  public ReadingRow() {
    this(16);
  }

  /**
   * An empty row.
   *
   * @param capacity readings that it takes before it has to grow
   */
  public ReadingRow(int capacity) {
    points = new int[Math.max(1, capacity)];
    samples = new Sample[points.length];
  }

  /** Start of the row that holds an instant, epoch milliseconds. */
  public static long start(long time) {
    return Math.floorDiv(time, WIDTH) * WIDTH;
  }

  /** Number of readings and tombstones. */
  public int size() {
    return size;
  }

  /** True when the row holds nothing and can be deleted. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** Number of the point of an entry; entries are ordered by point, then by time. */
  public int point(int index) {
    return points[index];
  }

  /** An entry. */
  public Sample sample(int index) {
    return samples[index];
  }

  /** Stores a reading in place of the one of the same point and time, if there is one. */
  public void put(int point, Sample sample) {
    if (size == 0
        || points[size - 1] < point
        || (points[size - 1] == point && samples[size - 1].time() < sample.time())) {
      insert(size, point, sample);
      return;
    }
    int index = search(point, sample.time());
    if (index >= 0) {
      samples[index] = sample;
    } else {
      insert(-index - 1, point, sample);
    }
  }

  private void insert(int index, int point, Sample sample) {
    if (size == points.length) {
      points = Arrays.copyOf(points, size * 2);
      samples = Arrays.copyOf(samples, size * 2);
    }
    System.arraycopy(points, index, points, index + 1, size - index);
    System.arraycopy(samples, index, samples, index + 1, size - index);
    points[index] = point;
    samples[index] = sample;
    size++;
  }

  /** What is stored for exactly that time, or null. */
  Sample find(int point, long time) {
    int index = search(point, time);
    return index < 0 ? null : samples[index];
  }

  void remove(int point, long time) {
    int index = search(point, time);
    if (index >= 0) {
      size--;
      System.arraycopy(points, index + 1, points, index, size - index);
      System.arraycopy(samples, index + 1, samples, index, size - index);
      samples[size] = null;
    }
  }

  /** Newest reading of the point before a time, or null; a tombstone is none. */
  Sample before(int point, long time) {
    int index = search(point, time);
    for (int i = (index < 0 ? -index - 1 : index) - 1; i >= 0 && points[i] == point; i--) {
      if (!samples[i].tombstone()) {
        return samples[i];
      }
    }
    return null;
  }

  /** Oldest reading of the point after a time, or null; a tombstone is none. */
  Sample after(int point, long time) {
    int index = search(point, time);
    for (int i = index < 0 ? -index - 1 : index + 1; i < size && points[i] == point; i++) {
      if (!samples[i].tombstone()) {
        return samples[i];
      }
    }
    return null;
  }

  /** Adds all that is stored of a point. */
  void collect(int point, List<Sample> into) {
    int index = search(point, Long.MIN_VALUE);
    for (int i = index < 0 ? -index - 1 : index; i < size && points[i] == point; i++) {
      into.add(samples[i]);
    }
  }

  private int search(int point, long time) {
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Integer.compare(points[middle], point);
      if (order == 0) {
        order = Long.compare(samples[middle].time(), time);
      }
      if (order < 0) {
        low = middle + 1;
      } else if (order > 0) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return -(low + 1);
  }
}
