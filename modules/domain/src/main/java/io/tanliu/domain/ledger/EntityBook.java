// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.time.Granularity;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;

/** What is remembered of an entity (unit, region or industry) besides its windows. */
public final class EntityBook {
  private final ZoneId zone;
  private final TreeMap<String, Long> points = new TreeMap<>();
  private final DirtyBuckets dirty = new DirtyBuckets();
  private long asOf = Long.MIN_VALUE;

  /**
   * @param zone in which the entity's days, months and years begin
   */
  public EntityBook(ZoneId zone) {
    this.zone = zone;
  }

  /** Zone in which the entity's days, months and years begin. */
  public ZoneId zone() {
    return zone;
  }

  /** Number of points that measure each flow of the entity. */
  public Map<String, Long> points() {
    return points;
  }

  /** Adds points (or removes, when negative) of a flow. */
  public void addPoints(String flow, long count) {
    points.merge(flow, count, (a, b) -> a + b == 0 ? null : Long.valueOf(a + b));
  }

  /** Buckets changed since the windows were last published. */
  public DirtyBuckets dirty() {
    return dirty;
  }

  /**
   * Event time up to which the entity's readings reach; {@link Long#MIN_VALUE} before the first.
   */
  public long asOf() {
    return asOf;
  }

  /**
   * Moves the event time forward, never back. The windows that were running are marked as changed:
   * their share that was measured is now one of a longer time, even when nothing was added.
   */
  public void reached(long time) {
    if (time > asOf) {
      if (asOf != Long.MIN_VALUE) {
        dirty.mark(Granularity.base(asOf));
      }
      asOf = time;
    }
  }

  /** The book for another zone, as long as nothing has been read. */
  public EntityBook in(ZoneId other) {
    if (other.equals(zone) || asOf != Long.MIN_VALUE) {
      return this;
    }
    EntityBook moved = new EntityBook(other);
    points.forEach(moved::addPoints);
    return moved;
  }
}
