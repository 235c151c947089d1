// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.unit.Affiliation;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Membership;
import io.tanliu.domain.unit.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a unit stands over time: the entities to which each of its buckets counts, and how many
 * points measure when. Made once per definition; immutable.
 */
public final class Standing {
  private final EnergyUnit unit;
  private final List<Period> periods = new ArrayList<>();
  private final Map<String, PointCounts> byParent = new LinkedHashMap<>();
  private final PointCounts points = new PointCounts();

  /**
   * A time in which the unit belonged to the same region and industry.
   *
   * @param from inclusive, epoch milliseconds; {@link Long#MIN_VALUE} for the beginning
   * @param to exclusive; {@link Long#MAX_VALUE} for an open end
   * @param affiliation where it belonged
   * @param parents the entities above it
   */
  public record Period(long from, long to, Affiliation affiliation, List<String> parents) {
    public Period {
      parents = List.copyOf(parents);
    }
  }

  /**
   * A time that counts elsewhere after a change of the definition.
   *
   * @param from inclusive, epoch milliseconds; {@link Long#MIN_VALUE} for the beginning
   * @param to exclusive; {@link Long#MAX_VALUE} for an open end
   * @param before where it counted
   * @param after where it counts
   */
  public record Moved(long from, long to, Period before, Period after) {}

  public Standing(EnergyUnit unit, Membership membership) {
    this.unit = unit;
    long from = Long.MIN_VALUE;
    for (Affiliation.Earlier earlier : unit.earlierAffiliations()) {
      from = period(from, earlier.until(), earlier.affiliation(), membership);
    }
    period(from, Long.MAX_VALUE, unit.affiliation(), membership);
    unit.points().forEach(point -> count(point, unit.earlierPoints()));
  }

  private long period(long from, long to, Affiliation affiliation, Membership membership) {
    if (to > from) {
      List<String> parents = membership.parents(affiliation.region(), affiliation.industry());
      periods.add(new Period(from, to, affiliation, parents));
      parents.forEach(parent -> byParent.computeIfAbsent(parent, p -> new PointCounts()));
    }
    return Math.max(from, to);
  }

  /** Each version of a point counts, in its time, to the unit and to those above it. */
  private void count(Point current, List<Point.Earlier> earlier) {
    long from = PointCounts.ALWAYS;
    for (Point.Earlier version : earlier) {
      if (version.point().id().equals(current.id()) && version.until() > from) {
        count(version.point(), from, version.until());
        from = version.until();
      }
    }
    count(current, from, Long.MAX_VALUE);
  }

  private void count(Point version, long from, long to) {
    if (!version.counts()) {
      return;
    }
    count(points, version.flow(), from, to);
    for (Period period : periods) {
      long start = Math.max(from, period.from());
      long end = Math.min(to, period.to());
      if (start < end) {
        period.parents().forEach(p -> count(byParent.get(p), version.flow(), start, end));
      }
    }
  }

  private static void count(PointCounts counts, String flow, long from, long to) {
    counts.add(flow, from, 1);
    if (to != Long.MAX_VALUE) {
      counts.add(flow, to, -1);
    }
  }

  /** The definition. */
  public EnergyUnit unit() {
    return unit;
  }

  /** Periods in the order of time, without a gap. */
  public List<Period> periods() {
    return List.copyOf(periods);
  }

  /** The period that holds a time, epoch milliseconds. */
  public Period at(long time) {
    for (Period period : periods) {
      if (time < period.to()) {
        return period;
      }
    }
    return periods.get(periods.size() - 1);
  }

  /** Every entity that is above the unit at some time. */
  public Set<String> parents() {
    return byParent.keySet();
  }

  /** Points of the unit itself. */
  public PointCounts points() {
    return points;
  }

  /** The unit's points in an entity above it, while it belongs there. */
  public PointCounts points(String parent) {
    return byParent.getOrDefault(parent, new PointCounts());
  }

  /** What counts elsewhere in another definition of the same unit, in the order of time. */
  public List<Moved> moved(Standing after) {
    Set<Long> cuts = new TreeSet<>();
    periods.forEach(period -> cuts.add(period.from()));
    after.periods.forEach(period -> cuts.add(period.from()));
    List<Long> starts = new ArrayList<>(cuts);
    List<Moved> moved = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      long from = starts.get(i);
      long to = i + 1 < starts.size() ? starts.get(i + 1) : Long.MAX_VALUE;
      Period was = at(from);
      Period is = after.at(from);
      if (!was.affiliation().equals(is.affiliation())) {
        moved.add(new Moved(from, to, was, is));
      }
    }
    return moved;
  }
}
