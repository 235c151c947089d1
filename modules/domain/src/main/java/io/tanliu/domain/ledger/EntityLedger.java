// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.time.Granularity;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Adds changes of base buckets to an entity's windows: each change of a bucket goes into its hour,
 * day, month and year too. The coarse rows take the sum of a frame's changes, so a frame costs one
 * write per window, however many buckets it touches.
 */
public final class EntityLedger {
  private final ZoneId zone;

  /**
   * @param zone in which the entity's days, months and years begin
   */
  public EntityLedger(ZoneId zone) {
    this.zone = zone;
  }

  /** Adds changes that readings made. */
  public void apply(SortedMap<Long, Lines> changes, EntityBook book, WindowRows rows) {
    apply(changes, Cause.READING, book, rows);
  }

  /**
   * Adds the changes and marks what has to be published.
   *
   * @throws ArithmeticException when a sum does not fit; then nothing was stored or marked
   */
  public void apply(SortedMap<Long, Lines> changes, Cause cause, EntityBook book, WindowRows rows) {
    Map<Granularity, Map<Long, WindowRow>> changed = new EnumMap<>(Granularity.class);
    for (Granularity granularity : Granularity.values()) {
      long keptFrom = book.keptFrom(granularity);
      Map<Long, WindowRow> sums = new TreeMap<>();
      sums(granularity, changes)
          .forEach(
              (start, lines) -> {
                if (start >= keptFrom) {
                  sums.put(start, rows.get(granularity, start).changed(lines));
                } else {
                  book.forgot(granularity, start);
                }
              });
      changed.put(granularity, sums);
    }
    changed.forEach(
        (granularity, sums) -> sums.forEach((start, row) -> rows.put(granularity, start, row)));
    if (!changes.isEmpty()) {
      book.changed(1);
    }
    changes.keySet().forEach(bucket -> book.mark(bucket, bucket + Granularity.BASE, cause));
  }

  private Map<Long, Lines> sums(Granularity granularity, SortedMap<Long, Lines> changes) {
    if (granularity == Granularity.QUARTER_HOUR) {
      return changes;
    }
    Map<Long, Lines> result = new HashMap<>();
    long start = 0;
    long end = Long.MIN_VALUE;
    for (Map.Entry<Long, Lines> change : changes.entrySet()) {
      if (change.getKey() >= end) {
        start = granularity.start(change.getKey(), zone);
        end = granularity.end(start, zone);
      }
      result.computeIfAbsent(start, s -> new Lines()).add(change.getValue());
    }
    return result;
  }
}
