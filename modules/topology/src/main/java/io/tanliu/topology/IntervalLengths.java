// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Measure;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Lengths of the intervals of a unit's points. Frames of a unit mostly name the same points in the
 * same order, so the point at a position is looked for in the frame before.
 */
final class IntervalLengths {
  private static final int MOST_POSITIONS = 1_024;

  private final Map<String, Long> byPoint = new HashMap<>();
  private String[] names = {};
  private long[] lengths = {};

  IntervalLengths(EnergyUnit unit) {
    unit.points().stream()
        .filter(p -> p.measure() == Measure.INTERVAL)
        .forEach(p -> byPoint.put(p.id(), p.interval().toMillis()));
  }

  /** Milliseconds of an interval of the point at a position of a frame; 0 without intervals. */
  long of(int position, String point) {
    if (position < names.length && point.equals(names[position])) {
      return lengths[position];
    }
    long length = byPoint.getOrDefault(point, 0L);
    if (position < MOST_POSITIONS) {
      if (position >= names.length) {
        names = Arrays.copyOf(names, position + 16);
        lengths = Arrays.copyOf(lengths, position + 16);
      }
      names[position] = point;
      lengths[position] = length;
    }
    return length;
  }
}
