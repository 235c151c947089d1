// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The rows that a frame touches: read once, changed in memory, written once. */
final class WorkingRows {
  private final ReadingRows stored;
  private final TreeMap<Long, ReadingRow> loaded = new TreeMap<>();
  private final Set<Long> changed = new HashSet<>();
  private long current = Long.MIN_VALUE;
  private ReadingRow currentRow;

  WorkingRows(ReadingRows stored) {
    this.stored = stored;
  }

  /**
   * Adds a reading where nothing is stored for its point and time.
   *
   * @param top newest time for which anything is stored: a later row does not exist yet
   * @param expected readings that the row may come to hold
   */
  void append(int point, Sample sample, long top, int expected) {
    long start = ReadingRow.start(sample.time());
    if (start != current) {
      if (start > top && !loaded.containsKey(start)) {
        loaded.put(start, new ReadingRow(expected));
      }
      change(start);
    }
    currentRow.put(point, sample);
  }

  /** Stores a reading in place of the one of the same time, if there is one. */
  void put(int point, Sample sample) {
    change(ReadingRow.start(sample.time())).put(point, sample);
  }

  void remove(int point, long time) {
    change(ReadingRow.start(time)).remove(point, time);
  }

  private ReadingRow change(long start) {
    if (start != current) {
      currentRow = load(start);
      current = start;
      changed.add(start);
    }
    return currentRow;
  }

  Sample find(int point, long time) {
    long start = ReadingRow.start(time);
    return (start == current ? currentRow : load(start)).find(point, time);
  }

  /** Newest reading of the point before a time and not before {@code oldest}, or null. */
  Sample before(int point, long time, long oldest) {
    if (time <= oldest) {
      return null;
    }
    long row = ReadingRow.start(time);
    Sample[] found = {null};
    for (Map.Entry<Long, ReadingRow> near = loaded.floorEntry(row);
        near != null && near.getKey() >= ReadingRow.start(oldest) && found[0] == null;
        near = loaded.lowerEntry(near.getKey())) {
      found[0] = near.getValue().before(point, time);
    }
    long from = ReadingRow.start(found[0] == null ? oldest : found[0].time());
    stored.backward(
        from,
        row + ReadingRow.WIDTH,
        (start, other) -> {
          Sample sample = loaded.containsKey(start) ? null : other.before(point, time);
          if (sample == null) {
            return true;
          }
          found[0] = sample;
          return false;
        });
    return found[0] == null || found[0].time() < oldest ? null : found[0];
  }

  /** Oldest reading of the point after a time and not after {@code newest}, or null. */
  Sample after(int point, long time, long newest) {
    if (time >= newest) {
      return null;
    }
    long row = ReadingRow.start(time);
    Sample[] found = {null};
    for (Map.Entry<Long, ReadingRow> near = loaded.ceilingEntry(row);
        near != null && near.getKey() <= newest && found[0] == null;
        near = loaded.higherEntry(near.getKey())) {
      found[0] = near.getValue().after(point, time);
    }
    long to = ReadingRow.start(found[0] == null ? newest : found[0].time()) + ReadingRow.WIDTH;
    stored.forward(
        row,
        to,
        (start, other) -> {
          Sample sample = loaded.containsKey(start) ? null : other.after(point, time);
          if (sample == null) {
            return true;
          }
          found[0] = sample;
          return false;
        });
    return found[0] == null || found[0].time() > newest ? null : found[0];
  }

  /** Visits what is stored of a point in {@code [from, to)}, tombstones too, oldest first. */
  void between(int point, long from, long to, Consumer<Sample> visitor) {
    if (from >= to) {
      return;
    }
    List<Sample> samples = new ArrayList<>();
    long start = ReadingRow.start(from);
    stored.forward(
        start,
        to,
        (at, row) -> {
          if (!loaded.containsKey(at)) {
            row.collect(point, samples);
          }
          return true;
        });
    loaded.subMap(start, to).values().forEach(row -> row.collect(point, samples));
    samples.sort(Comparator.comparingLong(Sample::time));
    for (Sample sample : samples) {
      if (sample.time() >= from && sample.time() < to) {
        visitor.accept(sample);
      }
    }
  }

  /** Loads at most so many stored rows of {@code [from, to)}, in order, and gives their starts. */
  List<Long> load(long from, long to, int most) {
    List<Long> starts = new ArrayList<>();
    stored.forward(
        from,
        to,
        (start, row) -> {
          starts.add(start);
          loaded.putIfAbsent(start, row);
          return starts.size() < most;
        });
    return starts;
  }

  /** A row, to be read. */
  ReadingRow row(long start) {
    return load(start);
  }

  /** Writes what was changed; afterwards the stored rows are the whole truth. */
  void save() {
    changed.forEach(start -> stored.put(start, loaded.get(start)));
    changed.clear();
    loaded.clear();
    current = Long.MIN_VALUE;
  }

  private ReadingRow load(long start) {
    ReadingRow known = loaded.get(start);
    if (known == null) {
      ReadingRow read = stored.get(start);
      known = read == null ? new ReadingRow() : read;
      loaded.put(start, known);
    }
    return known;
  }
}
