// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.domain.reading.ReadingRules;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A registered unit, ready for readings: each of its points as it is, and as it was. */
final class KnownUnit {
  private final EnergyUnit unit;
  private final Map<String, List<Version>> points;

  /**
   * A point up to a moment.
   *
   * @param until first moment at which it no longer holds, epoch milliseconds
   */
  private record Version(long until, PointRules rules) {}

  private KnownUnit(EnergyUnit unit, Map<String, List<Version>> points) {
    this.unit = unit;
    this.points = points;
  }

  static KnownUnit of(EnergyUnit unit) {
    Map<String, List<Version>> points = new HashMap<>();
    unit.points().forEach(point -> points.put(point.id(), new ArrayList<>(1)));
    for (Point.Earlier earlier : unit.earlierPoints()) {
      List<Version> versions = points.get(earlier.point().id());
      // Without a current definition there is no such point, whatever it was.
      if (versions != null) {
        versions.add(new Version(earlier.until(), rules(unit, earlier.point())));
      }
    }
    unit.points()
        .forEach(
            point -> points.get(point.id()).add(new Version(Long.MAX_VALUE, rules(unit, point))));
    return new KnownUnit(unit, points);
  }

  private static PointRules rules(EnergyUnit unit, Point point) {
    return new PointRules(point, new ReadingRules(point, unit.zone()));
  }

  /** Its definition. */
  EnergyUnit unit() {
    return unit;
  }

  boolean knows(String point) {
    return points.containsKey(point);
  }

  /**
   * A known point as it was at a time.
   *
   * @param time epoch milliseconds
   */
  PointRules point(String id, long time) {
    List<Version> versions = points.get(id);
    for (Version version : versions) {
      if (time < version.until) {
        return version.rules;
      }
    }
    return versions.get(versions.size() - 1).rules;
  }
}
