// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.oracle;

import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Point;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What each point of a unit was, and when: earlier definitions hold until a moment, exclusive. */
final class Versions {
  private final ZoneId zone;
  private final Map<String, NavigableMap<Long, Point>> byUntil = new HashMap<>();

  Versions(EnergyUnit unit) {
    this.zone = unit.zone();
    unit.earlierPoints().forEach(e -> put(e.until(), e.point()));
    unit.points().forEach(p -> put(Long.MAX_VALUE, p));
  }

  private void put(long until, Point point) {
    byUntil.computeIfAbsent(point.id(), id -> new TreeMap<>()).put(until, point);
  }

  /** The definition that held at a time. */
  Optional<Point> at(String point, long time) {
    NavigableMap<Long, Point> versions = byUntil.getOrDefault(point, new TreeMap<>());
    return Optional.ofNullable(versions.higherEntry(time)).map(Map.Entry::getValue);
  }

  /** The newest definition. */
  Point newest(String point) {
    return byUntil.get(point).lastEntry().getValue();
  }

  /** All definitions by point and by the moment until which they held. */
  Map<String, NavigableMap<Long, Point>> byUntil() {
    return byUntil;
  }

  /** End of an interval: one of more than an hour follows the local clock, as a day does. */
  static long intervalEnd(Point point, long start, ZoneId zone) {
    return point.interval().compareTo(Duration.ofHours(1)) <= 0
        ? start + point.interval().toMillis()
        : local(start, zone, point.interval());
  }

  /** The same local time a week before; one that the clock skips lies after the skip. */
  static long weekBefore(long time, ZoneId zone) {
    return local(time, zone, Duration.ofDays(-7));
  }

  private static long local(long time, ZoneId zone, Duration step) {
    return Instant.ofEpochMilli(time)
        .atZone(zone)
        .toLocalDateTime()
        .plus(step)
        .atZone(zone)
        .toInstant()
        .toEpochMilli();
  }

  ZoneId zone() {
    return zone;
  }
}
