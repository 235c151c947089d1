// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.unit;

import io.tanliu.domain.quantity.PhysicalUnit;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A metering point (计量点): one meter and what its readings mean.
 *
 * @param id unique in the unit
 * @param name display name, may be empty
 * @param energy code of the energy kind
 * @param measure what one reading states
 * @param unit physical unit of the readings
 * @param interval length of an interval, or the usual distance of two readings; 1 s to 1 day
 * @param level metering level 1, 2 or 3; only level 1 counts to the unit's total
 * @param direction direction of the flow
 * @param parent parent point of a sub-meter
 * @param multiplier by which a reading is multiplied; positive
 * @param modulus REGISTER: value at which the counter wraps to 0, before the multiplier
 * @param ratedMaximum largest plausible amount per hour in the physical unit, after the multiplier
 * @param maxGap longest distance of two readings that still counts as measured
 * @param signed true when negative values are genuine
 * @param estimation what stands in for missing readings
 * @param rules parameters of validation rules that differ from the defaults, by name
 */
public record Point(
    String id,
    String name,
    String energy,
    Measure measure,
    PhysicalUnit unit,
    Duration interval,
    int level,
    Direction direction,
    Optional<String> parent,
    BigDecimal multiplier,
    Optional<BigDecimal> modulus,
    Optional<BigDecimal> ratedMaximum,
    Duration maxGap,
    boolean signed,
    Estimation estimation,
    Map<String, String> rules) {

  public Point {
    rules = Map.copyOf(rules);
  }

  /** A point with the estimation of its measure and the default rules. */
  public Point(
      String id,
      String name,
      String energy,
      Measure measure,
      PhysicalUnit unit,
      Duration interval,
      int level,
      Direction direction,
      Optional<String> parent,
      BigDecimal multiplier,
      Optional<BigDecimal> modulus,
      Optional<BigDecimal> ratedMaximum,
      Duration maxGap,
      boolean signed) {
    this(
        id,
        name,
        energy,
        measure,
        unit,
        interval,
        level,
        direction,
        parent,
        multiplier,
        modulus,
        ratedMaximum,
        maxGap,
        signed,
        Estimation.standard(measure),
        Map.of());
  }

  /**
   * What the point was before.
   *
   * @param until first moment at which it no longer was, epoch milliseconds, a multiple of a
   *     quarter hour
   * @param point its definition until then, under the same id
   */
  public record Earlier(long until, Point point) {}

  /** The same point with another stand-in for missing readings. */
  public Point with(Estimation other) {
    return new Point(
        id,
        name,
        energy,
        measure,
        unit,
        interval,
        level,
        direction,
        parent,
        multiplier,
        modulus,
        ratedMaximum,
        maxGap,
        signed,
        other,
        rules);
  }

  /** True when the point's amounts enter the unit's total. */
  public boolean counts() {
    return level == 1 && direction != Direction.INTERNAL;
  }

  /** Name of the flow that this point measures: energy and direction. */
  public String flow() {
    return energy + ":" + direction.code();
  }
}
