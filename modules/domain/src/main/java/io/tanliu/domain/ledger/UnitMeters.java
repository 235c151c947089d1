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
  private final Map<String, PointMeter> meters = new HashMap<>();

  public UnitMeters(EnergyUnit unit) {
    this.unit = unit;
    unit.points().forEach(p -> meters.put(p.id(), new PointMeter(p, unit.zone())));
  }

  /** The definition. */
  public EnergyUnit unit() {
    return unit;
  }

  PointMeter meter(String point) {
    return meters.get(point);
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
