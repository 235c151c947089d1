// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.unit.Direction;
import io.tanliu.domain.unit.Measure;
import java.time.Duration;

/**
 * A metering point as units of an industry have it.
 *
 * @param typical mean flow of a middling unit, in the physical unit per hour; for a sub-meter its
 *     share of the parent
 * @param decimals decimal places of a reading
 * @param multiplier of a register
 * @param parent point above, empty on level 1
 */
record PointPlan(
    String id,
    String name,
    String energy,
    Measure measure,
    PhysicalUnit unit,
    Duration interval,
    Direction direction,
    double typical,
    Shape shape,
    int decimals,
    long multiplier,
    String parent) {

  private static final Duration QUARTER = Duration.ofMinutes(15);

  static PointPlan interval(
      String id, String name, String energy, PhysicalUnit unit, double typical, Shape shape) {
    return bought(id, name, energy, Measure.INTERVAL, unit, Duration.ofHours(1), typical, shape);
  }

  static PointPlan register(
      String id, String name, String energy, PhysicalUnit unit, double typical, Shape shape) {
    return bought(id, name, energy, Measure.REGISTER, unit, QUARTER, typical, shape);
  }

  static PointPlan rate(
      String id, String name, String energy, PhysicalUnit unit, double typical, Shape shape) {
    return bought(id, name, energy, Measure.RATE, unit, Duration.ofMinutes(1), typical, shape);
  }

  private static PointPlan bought(
      String id,
      String name,
      String energy,
      Measure measure,
      PhysicalUnit unit,
      Duration interval,
      double typical,
      Shape shape) {
    return new PointPlan(
        id, name, energy, measure, unit, interval, Direction.BOUGHT, typical, shape, 2, 1, "");
  }

  /** An internal sub-meter with a share of its parent's flow. */
  static PointPlan part(String id, String name, PointPlan parent, double share) {
    return new PointPlan(
        id,
        name,
        parent.energy,
        Measure.INTERVAL,
        parent.unit == PhysicalUnit.KW ? PhysicalUnit.KWH : parent.unit,
        Duration.ofHours(1),
        Direction.INTERNAL,
        share,
        parent.shape,
        2,
        1,
        parent.id);
  }

  PointPlan every(Duration other) {
    return new PointPlan(
        id,
        name,
        energy,
        measure,
        unit,
        other,
        direction,
        typical,
        shape,
        decimals,
        multiplier,
        parent);
  }

  PointPlan times(long ratio) {
    return new PointPlan(
        id, name, energy, measure, unit, interval, direction, typical, shape, decimals, ratio,
        parent);
  }

  PointPlan going(Direction other) {
    return new PointPlan(
        id,
        name,
        energy,
        measure,
        unit,
        interval,
        other,
        typical,
        shape,
        decimals,
        multiplier,
        parent);
  }
}
