// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All readings of one unit whose time falls in one base bucket, by point. One row per unit and
 * quarter hour keeps the cost of a frame with many points at one row, and old rows untouched.
 */
public final class ReadingRow {
  private final TreeMap<Integer, List<Sample>> byPoint = new TreeMap<>();

  /**
   * Readings by point number, each list ordered by time; for the codec.
   *
   * @return the live map
   */
  public SortedMap<Integer, List<Sample>> byPoint() {
    return byPoint;
  }

  /** True when the row holds nothing and can be deleted. */
  public boolean isEmpty() {
    return byPoint.isEmpty();
  }

  /** Appends a reading that is newer than all others of its point. */
  public void append(int point, Sample sample) {
    byPoint.computeIfAbsent(point, p -> new ArrayList<>(2)).add(sample);
  }

  /** Stores a reading in place of the one of the same time, if there is one. */
  void put(int point, Sample sample) {
    List<Sample> samples = byPoint.computeIfAbsent(point, p -> new ArrayList<>(2));
    int index = search(samples, sample.time());
    if (index >= 0) {
      samples.set(index, sample);
    } else {
      samples.add(-index - 1, sample);
    }
  }

  /** The reading of exactly that time, or null. */
  Sample find(int point, long time) {
    List<Sample> samples = byPoint.get(point);
    int index = samples == null ? -1 : search(samples, time);
    return index < 0 ? null : samples.get(index);
  }

  void remove(int point, long time) {
    List<Sample> samples = byPoint.get(point);
    int index = samples == null ? -1 : search(samples, time);
    if (index >= 0) {
      samples.remove(index);
      if (samples.isEmpty()) {
        byPoint.remove(point);
      }
    }
  }

  /** Newest reading of the point before a time, or null. */
  Sample before(int point, long time) {
    List<Sample> samples = byPoint.get(point);
    if (samples == null) {
      return null;
    }
    int index = search(samples, time);
    int position = index >= 0 ? index - 1 : -index - 2;
    return position < 0 ? null : samples.get(position);
  }

  /** Oldest reading of the point after a time, or null. */
  Sample after(int point, long time) {
    List<Sample> samples = byPoint.get(point);
    if (samples == null) {
      return null;
    }
    int index = search(samples, time);
    int position = index >= 0 ? index + 1 : -index - 1;
    return position >= samples.size() ? null : samples.get(position);
  }

  private static int search(List<Sample> samples, long time) {
    int low = 0;
    int high = samples.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long at = samples.get(middle).time();
      if (at < time) {
        low = middle + 1;
      } else if (at > time) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return -(low + 1);
  }
}
