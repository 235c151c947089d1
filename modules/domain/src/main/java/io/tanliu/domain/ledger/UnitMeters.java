// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Point;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** A unit's definition, made ready for readings; immutable, built once per definition. */
public final class UnitMeters {
  private final EnergyUnit unit;
  private final Map<String, PointVersions> points = new HashMap<>();

  /**
   * @throws ArithmeticException when a number of the definition does not fit
   */
  public UnitMeters(EnergyUnit unit) {
    this.unit = unit;
    unit.points().forEach(p -> points.put(p.id(), new PointVersions(unit, p)));
  }

  /** The definition. */
  public EnergyUnit unit() {
    return unit;
  }

  /** The versions of a point, or null when there is no such point. */
  PointVersions point(String id) {
    return points.get(id);
  }

  /** How many points measure each flow; what coverage is a share of. */
  public Map<String, Long> pointsByFlow() {
    Map<String, Long> result = new TreeMap<>();
    unit.points().stream()
        .filter(Point::counts)
        .forEach(p -> result.merge(p.flow(), 1L, Long::sum));
    return result;
  }
}
