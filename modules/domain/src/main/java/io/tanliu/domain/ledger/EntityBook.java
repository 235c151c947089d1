// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.time.Granularity;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;

/** What is remembered of an entity (unit, region or industry) besides its windows. */
public final class EntityBook {
  private final ZoneId zone;
  private final PointCounts points = new PointCounts();
  private final DirtyBuckets dirty = new DirtyBuckets();
  private final EnumMap<Cause, DirtyBuckets> causes = new EnumMap<>(Cause.class);
  private final BucketChanges untold = new BucketChanges();
  private boolean waits;
  private long asOf = Long.MIN_VALUE;
  private long changes;
  private long factors;
  private long convertedTo = Long.MAX_VALUE;
  private final Kept quarterHours = new Kept();
  private final Kept hours = new Kept();

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

  /** Number of points that measure each flow of the entity, over time. */
  public PointCounts points() {
    return points;
  }

  /** Adds points (or removes, when negative) of a flow for all time. */
  public void addPoints(String flow, long count) {
    points.add(flow, PointCounts.ALWAYS, count);
  }

  /** Buckets changed since the windows were last published. */
  public DirtyBuckets dirty() {
    return dirty;
  }

  /** Those of them that changed for a rarer reason than readings. */
  public Map<Cause, DirtyBuckets> causes() {
    return causes;
  }

  /** Marks {@code [start, end)} as changed. */
  public void mark(long start, long end, Cause cause) {
    dirty.markRange(start, end);
    if (cause != Cause.READING) {
      causes.computeIfAbsent(cause, c -> new DirtyBuckets()).markRange(start, end);
    }
  }

  /** The rarest reason for which a bucket of {@code [start, end)} changed. */
  public Cause cause(long start, long end) {
    Cause rarest = Cause.READING;
    for (Map.Entry<Cause, DirtyBuckets> entry : causes.entrySet()) {
      if (entry.getValue().overlaps(start, end)) {
        rarest = entry.getKey();
      }
    }
    return rarest;
  }

  /** Everything that was marked has been published. */
  public void published() {
    dirty.clear();
    causes.clear();
  }

  /** What changed and the entities above have not been told yet. */
  public BucketChanges untold() {
    return untold;
  }

  /** True when the entities above wait to be told of changes, or of the event time alone. */
  public boolean waits() {
    return waits;
  }

  /** Keeps changes, which may be none, to tell them later. */
  public void tellLater(SortedMap<Long, Lines> buckets) {
    buckets.forEach(untold::add);
    waits = true;
  }

  /** The entities above know everything. */
  public void told() {
    untold.clear();
    waits = false;
  }

  /** How often something was added to the entity's windows. */
  public long changes() {
    return changes;
  }

  /** Something was added to the entity's windows so many times. */
  public void changed(long times) {
    changes += times;
  }

  /** What is kept of the windows of one granularity. */
  private static final class Kept {
    private long from = Long.MIN_VALUE;
    private long oldestForgotten = Long.MAX_VALUE;
  }

  private Kept kept(Granularity granularity) {
    return granularity == Granularity.QUARTER_HOUR ? quarterHours : hours;
  }

  /**
   * Start of the first window that is kept of quarter hours or hours; {@link Long#MIN_VALUE} for
   * all. The others are kept for ever.
   */
  public long keptFrom(Granularity granularity) {
    return granularity.compareTo(Granularity.HOUR) > 0 ? Long.MIN_VALUE : kept(granularity).from;
  }

  /** Quarter hours or hours that begin earlier are not kept. */
  public void keepFrom(Granularity granularity, long from) {
    kept(granularity).from = from;
  }

  /** Oldest window of quarter hours or hours that is no longer there; MAX_VALUE for none. */
  public long oldestForgotten(Granularity granularity) {
    return kept(granularity).oldestForgotten;
  }

  /** A window is not there although something was counted in it. */
  public void forgot(Granularity granularity, long start) {
    Kept kept = kept(granularity);
    kept.oldestForgotten = Math.min(kept.oldestForgotten, start);
  }

  /** Fingerprint of the factors that convert the entity's buckets; 0 when it is not known. */
  public long factors() {
    return factors;
  }

  /** Time up to which they have done so; {@link Long#MAX_VALUE} when nothing is left to do. */
  public long convertedTo() {
    return convertedTo;
  }

  /**
   * Some bucket is converted by the factors of that fingerprint. When others have converted the
   * rest, all have to be converted again: also when those come back into force meanwhile.
   */
  public void convertedIn(long fingerprint) {
    if (factors != fingerprint) {
      converted(fingerprint, Long.MIN_VALUE);
    }
  }

  /** Buckets before a time have been converted by the factors of that fingerprint. */
  public void converted(long fingerprint, long to) {
    factors = fingerprint;
    convertedTo = to;
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
    moved.points.add(points);
    moved.converted(factors, convertedTo);
    return moved;
  }
}
