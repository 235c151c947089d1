// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.oracle;

import io.tanliu.domain.unit.Estimation;
import io.tanliu.domain.unit.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/**
 * What is kept of one point, and what of it is settled.
 *
 * <p>Readings before a day that lies behind the horizon (and 15 days further back for points that
 * are estimated from last week) are settled: those that are joined form stretches, into which
 * history cannot be loaded any more. There are at most 32 stretches; then the two oldest are one.
 */
final class PointInbox {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final Duration SOURCES = Duration.ofDays(15);
  private static final int MOST_STRETCHES = 32;

  final NavigableMap<Long, Kept> readings = new TreeMap<>();

  /** Times at which a reading was withdrawn by hand. */
  final Set<Long> tombstones = new HashSet<>();

  private final String id;
  private final Versions versions;
  private final Gaps gaps;
  private final long keep;
  private List<Stretch> stretches = new ArrayList<>();
  private long settledBefore = Long.MIN_VALUE;

  /** Joined settled readings, both ends inclusive. */
  private record Stretch(long first, long last) {}

  PointInbox(String id, Versions versions, Duration horizon) {
    this.id = id;
    this.versions = versions;
    this.gaps = new Gaps(versions.zone());
    boolean sources = versions.newest(id).estimation() == Estimation.LAST_WEEK;
    this.keep = (sources ? horizon.plus(SOURCES) : horizon).toMillis();
  }

  /** True when history at that time would change what is settled, or an estimate. */
  boolean settled(long time) {
    return stretches.stream().anyMatch(s -> s.first() <= time && time <= s.last())
        || insideAnEstimate(time);
  }

  private boolean insideAnEstimate(long time) {
    Map.Entry<Long, Kept> before = readings.lowerEntry(time);
    Map.Entry<Long, Kept> after = readings.higherEntry(time);
    if (readings.containsKey(time) || before == null || after == null) {
      return false;
    }
    Point point = version(before.getKey());
    return gaps.method(point) == Estimation.LAST_WEEK
        && gaps.estimated(point, before.getValue(), after.getValue());
  }

  /**
   * Settles what is old enough.
   *
   * @param newest newest reading of the unit
   */
  void settle(long newest) {
    long day = Math.floorDiv(newest - keep, DAY) * DAY;
    if (day > settledBefore) {
      settledBefore = day;
      tombstones.removeIf(time -> time < day);
      stretches = stretches(readings.headMap(day, false));
    }
  }

  private List<Stretch> stretches(NavigableMap<Long, Kept> settled) {
    List<Stretch> found = new ArrayList<>();
    Kept before = null;
    for (Kept next : settled.values()) {
      if (before != null && (oneStretch(before, next) || joined(before, next))) {
        Stretch last = found.remove(found.size() - 1);
        found.add(new Stretch(last.first(), next.time()));
      } else {
        found.add(new Stretch(next.time(), next.time()));
      }
      before = next;
    }
    while (found.size() > MOST_STRETCHES) {
      found.add(0, new Stretch(found.remove(0).first(), found.remove(0).last()));
    }
    return found;
  }

  private boolean oneStretch(Kept before, Kept next) {
    return stretches.stream().anyMatch(s -> s.first() <= before.time() && next.time() <= s.last());
  }

  private boolean joined(Kept before, Kept next) {
    return gaps.joined(version(before.time()), before, next);
  }

  private Point version(long time) {
    return versions.at(id, time).orElseThrow();
  }

  /**
   * Forgets what lies inside a stretch and, with its neighbours, outside the times of interest.
   * Nothing can change there any more.
   */
  void forget(LongPredicate ofInterest) {
    for (Stretch stretch : stretches) {
      List<Long> inside =
          List.copyOf(readings.subMap(stretch.first(), false, stretch.last(), false).keySet());
      inside.stream()
          .filter(time -> !ofInterest.test(time))
          .filter(time -> !ofInterest.test(readings.higherKey(time)))
          .filter(time -> !ofInterest.test(readings.lowerKey(time)))
          .forEach(readings::remove);
    }
  }

  /** The reading at a time. */
  Optional<Kept> at(long time) {
    return Optional.ofNullable(readings.get(time));
  }
}
