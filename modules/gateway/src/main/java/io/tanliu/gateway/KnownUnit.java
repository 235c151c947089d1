// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.domain.reading.ReadingRules;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Point;
import java.util.HashMap;
import java.util.Map;

/**
 * A registered unit, ready for readings.
 *
 * @param unit its definition
 * @param points its points by id
 */
record KnownUnit(EnergyUnit unit, Map<String, PointRules> points) {

  static KnownUnit of(EnergyUnit unit) {
    Map<String, PointRules> points = new HashMap<>();
    for (Point point : unit.points()) {
      points.put(point.id(), new PointRules(point, new ReadingRules(point, unit.zone())));
    }
    return new KnownUnit(unit, Map.copyOf(points));
  }
}
