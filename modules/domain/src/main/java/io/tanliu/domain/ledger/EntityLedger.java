// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.time.Granularity;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

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

  /** Adds the changes and marks what has to be published. */
  public void apply(SortedMap<Long, Lines> changes, Cause cause, EntityBook book, WindowRows rows) {
    for (Granularity granularity : Granularity.values()) {
      sums(granularity, changes)
          .forEach(
              (start, lines) ->
                  rows.put(granularity, start, rows.get(granularity, start).changed(lines)));
    }
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
