// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks.exact;

import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The frames of a unit as they would come while it happens: those of each quarter hour by turns.
 */
final class Live {
  private static final long STEP_MILLIS = 900_000L;

  private final SortedMap<Long, List<ReadingFrame>> steps = new TreeMap<>();
  private long first = Long.MIN_VALUE;
  private long now = Long.MIN_VALUE;

  private Live() {}

  /** Frames by number of the quarter hour since the unit's first, none twice, order kept. */
  static SortedMap<Long, List<ReadingFrame>> of(List<ReadingFrame> frames) {
    Live live = new Live();
    frames.forEach(live::add);
    return live.steps;
  }

  private void add(ReadingFrame frame) {
    List<Reading> together = new ArrayList<>();
    long step = Long.MIN_VALUE;
    int parts = 0;
    for (Reading reading : frame.readings()) {
      now = Math.max(now, reading.time());
      first = first == Long.MIN_VALUE ? now : first;
      long next = (now - first) / STEP_MILLIS;
      if (next != step && !together.isEmpty()) {
        put(step, part(frame, parts++, together));
        together = new ArrayList<>();
      }
      step = next;
      together.add(reading);
    }
    if (!together.isEmpty()) {
      put(step, part(frame, parts, together));
    }
  }

  private void put(long step, ReadingFrame frame) {
    steps.computeIfAbsent(step, s -> new ArrayList<>()).add(frame);
  }

  private static ReadingFrame part(ReadingFrame frame, int number, List<Reading> readings) {
    return new ReadingFrame(
        frame.frameId() + "." + number,
        frame.unit(),
        frame.receivedAt(),
        frame.source(),
        frame.gateway(),
        frame.action(),
        frame.backfill(),
        frame.edit(),
        List.copyOf(readings));
  }
}
