// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.unit;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An energy-using unit (用能单位) with its metering points. Region, industry and points are the current
 * ones; what held before is dated.
 *
 * @param id unit id
 * @param name display name
 * @param region GB/T 2260 code of the region to which the unit belongs
 * @param industry GB/T 4754 code
 * @param zone zone in which the unit's days, months and years begin
 * @param points its metering points
 * @param earlierAffiliations where it belonged before, in the order of time
 * @param earlierPoints what its points were before, in the order of time
 * @param offlineAfter silence after which the unit is offline; empty for the default
 * @param profile what it makes and was approved for
 */
public record EnergyUnit(
    String id,
    String name,
    String region,
    String industry,
    ZoneId zone,
    List<Point> points,
    List<Affiliation.Earlier> earlierAffiliations,
    List<Point.Earlier> earlierPoints,
    Optional<Duration> offlineAfter,
    UnitProfile profile) {

  public EnergyUnit {
    points = List.copyOf(points);
    earlierAffiliations = List.copyOf(earlierAffiliations);
    earlierPoints = List.copyOf(earlierPoints);
  }

  /** A unit without a profile. */
  public EnergyUnit(
      String id,
      String name,
      String region,
      String industry,
      ZoneId zone,
      List<Point> points,
      List<Affiliation.Earlier> earlierAffiliations,
      List<Point.Earlier> earlierPoints,
      Optional<Duration> offlineAfter) {
    this(
        id,
        name,
        region,
        industry,
        zone,
        points,
        earlierAffiliations,
        earlierPoints,
        offlineAfter,
        UnitProfile.NONE);
  }

  /** A unit without a past. */
  public EnergyUnit(
      String id, String name, String region, String industry, ZoneId zone, List<Point> points) {
    this(id, name, region, industry, zone, points, List.of(), List.of(), Optional.empty());
  }

  /** The same unit with other points. */
  public EnergyUnit with(List<Point> other) {
    return new EnergyUnit(
        id,
        name,
        region,
        industry,
        zone,
        other,
        earlierAffiliations,
        earlierPoints,
        offlineAfter,
        profile);
  }

  /** The same unit with another profile. */
  public EnergyUnit with(UnitProfile other) {
    return new EnergyUnit(
        id,
        name,
        region,
        industry,
        zone,
        points,
        earlierAffiliations,
        earlierPoints,
        offlineAfter,
        other);
  }

  /** Where the unit belongs now. */
  public Affiliation affiliation() {
    return new Affiliation(region, industry);
  }

  /** Where the unit belonged at a time, epoch milliseconds. */
  public Affiliation affiliation(long time) {
    for (Affiliation.Earlier earlier : earlierAffiliations) {
      if (time < earlier.until()) {
        return earlier.affiliation();
      }
    }
    return affiliation();
  }

  /** The points by id. */
  public Map<String, Point> pointsById() {
    return points.stream().collect(Collectors.toUnmodifiableMap(Point::id, Function.identity()));
  }
}
