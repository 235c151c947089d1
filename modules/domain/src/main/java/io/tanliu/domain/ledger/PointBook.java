// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import java.util.List;

/** What the ledger remembers of one point between frames, besides rows. */
public final class PointBook {
  private final int number;
  private final String id;
  private final UnitBook unit;
  private long oldest = Long.MAX_VALUE;
  private long top = Long.MIN_VALUE;
  private List<Stretch> settled = List.of();

  // In memory only: what can be found again in rows and definitions.
  private PointVersions versions;
  private boolean lastKnown;
  private Sample last;
  private Sample before;
  private Sample at;
  private Sample after;

  PointBook(UnitBook unit, int number, String id) {
    this.unit = unit;
    this.number = number;
    this.id = id;
  }

  /** The number under which the point's readings are stored. */
  public int number() {
    return number;
  }

  /** Id of the point in its unit. */
  public String id() {
    return id;
  }

  /** No reading or tombstone is stored before; {@link Long#MAX_VALUE} when there never was one. */
  public long oldest() {
    return oldest;
  }

  /** Nothing is stored after; {@link Long#MIN_VALUE} when there never was a reading. */
  public long top() {
    return top;
  }

  /** Stretches of settled readings, in the order of time; only their ends are stored. */
  public List<Stretch> settled() {
    return settled;
  }

  /** Sets what was stored with the book. */
  public void restore(long oldestTime, long topTime, List<Stretch> stretches) {
    oldest = oldestTime;
    top = topTime;
    settled = List.copyOf(stretches);
    lastKnown = topTime == Long.MIN_VALUE;
  }

  void settle(List<Stretch> stretches) {
    settled = List.copyOf(stretches);
    unit.reshaped();
    at = null;
  }

  /** True inside and at the ends of a settled stretch. */
  boolean settled(long time) {
    for (Stretch stretch : settled) {
      if (stretch.first() <= time && time <= stretch.last()) {
        return true;
      }
    }
    return false;
  }

  /** Something is now stored at a time. */
  void stored(long time) {
    if (time < oldest) {
      oldest = time;
      unit.reshaped();
    }
    top = Math.max(top, time);
    unit.stored(time, versions.keepsWeek());
  }

  PointVersions versions() {
    return versions;
  }

  void versions(PointVersions ofPoint) {
    versions = ofPoint;
  }

  /** The newest reading, or null; found in the rows the first time. */
  Sample last(WorkingRows rows) {
    if (!lastKnown) {
      Sample found = oldest > top ? null : rows.find(number, top);
      last = found == null || found.tombstone() ? rows.before(number, top, oldest) : found;
      lastKnown = true;
    }
    return last;
  }

  void last(Sample newest) {
    last = newest;
    lastKnown = true;
  }

  /** Remembers a reading with its neighbours: those that come next are mostly beside it. */
  void beside(Sample previous, Sample reading, Sample next) {
    before = previous;
    at = reading;
    after = next;
  }

  /** Neighbours of a time when they are remembered: two readings; else null. */
  Sample[] neighbours(long time) {
    if (at == null || before == null || after == null) {
      return null;
    }
    if (time == at.time()) {
      return new Sample[] {before, after};
    }
    if (before.time() < time && time < at.time()) {
      return new Sample[] {before, at};
    }
    return at.time() < time && time < after.time() ? new Sample[] {at, after} : null;
  }
}
