// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.unit;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An energy-using unit (用能单位) with its metering points.
 *
 * @param id unit id
 * @param name display name
 * @param region GB/T 2260 code of the region to which the unit belongs
 * @param industry GB/T 4754 code
 * @param zone zone in which the unit's days, months and years begin
 * @param points its metering points
 */
public record EnergyUnit(
    String id, String name, String region, String industry, ZoneId zone, List<Point> points) {

  public EnergyUnit {
    points = List.copyOf(points);
  }

  /** The points by id. */
  public Map<String, Point> pointsById() {
    return points.stream().collect(Collectors.toUnmodifiableMap(Point::id, Function.identity()));
  }
}
