// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.avro.EarlierAffiliation;
import io.tanliu.avro.EarlierPoint;
import io.tanliu.avro.EstimationKind;
import io.tanliu.avro.FlowDirection;
import io.tanliu.avro.MeasureKind;
import io.tanliu.avro.PointDefinition;
import io.tanliu.avro.UnitDefinition;
import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.unit.Affiliation;
import io.tanliu.domain.unit.Direction;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Estimation;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** {@link EnergyUnit} as Avro. */
public final class UnitMapping {
  private UnitMapping() {}

  /** The record for a unit. */
  public static UnitDefinition toAvro(EnergyUnit unit) {
    return UnitDefinition.newBuilder()
        .setId(unit.id())
        .setName(unit.name())
        .setRegion(unit.region())
        .setIndustry(unit.industry())
        .setZone(unit.zone().getId())
        .setPoints(unit.points().stream().map(UnitMapping::pointToAvro).toList())
        .setEarlierAffiliations(
            unit.earlierAffiliations().stream().map(UnitMapping::affiliationToAvro).toList())
        .setEarlierPoints(unit.earlierPoints().stream().map(UnitMapping::earlierToAvro).toList())
        .setOfflineAfterMillis(unit.offlineAfter().map(Duration::toMillis).orElse(null))
        .setProfile(ProfileMapping.toAvro(unit.profile()))
        .build();
  }

  /**
   * The unit in a record.
   *
   * @throws IllegalArgumentException when a field holds what no version of Tanliu writes; the
   *     message has field, value and what was expected
   */
  public static EnergyUnit fromAvro(UnitDefinition record) {
    return new EnergyUnit(
        record.getId(),
        record.getName(),
        record.getRegion(),
        record.getIndustry(),
        Parse.zone("zone", record.getZone()),
        record.getPoints().stream().map(UnitMapping::pointFromAvro).toList(),
        record.getEarlierAffiliations().stream().map(UnitMapping::affiliationFromAvro).toList(),
        record.getEarlierPoints().stream().map(UnitMapping::earlierFromAvro).toList(),
        Optional.ofNullable(record.getOfflineAfterMillis()).map(Duration::ofMillis),
        ProfileMapping.fromAvro(record.getProfile()));
  }

  private static EarlierAffiliation affiliationToAvro(Affiliation.Earlier earlier) {
    return new EarlierAffiliation(
        Instant.ofEpochMilli(earlier.until()),
        earlier.affiliation().region(),
        earlier.affiliation().industry());
  }

  private static Affiliation.Earlier affiliationFromAvro(EarlierAffiliation record) {
    return new Affiliation.Earlier(
        record.getUntil().toEpochMilli(),
        new Affiliation(record.getRegion(), record.getIndustry()));
  }

  private static EarlierPoint earlierToAvro(Point.Earlier earlier) {
    return new EarlierPoint(Instant.ofEpochMilli(earlier.until()), pointToAvro(earlier.point()));
  }

  private static Point.Earlier earlierFromAvro(EarlierPoint record) {
    return new Point.Earlier(record.getUntil().toEpochMilli(), pointFromAvro(record.getPoint()));
  }

  private static PointDefinition pointToAvro(Point point) {
    return PointDefinition.newBuilder()
        .setId(point.id())
        .setName(point.name())
        .setEnergy(point.energy())
        .setMeasure(MeasureKind.valueOf(point.measure().name()))
        .setUnit(point.unit().symbol())
        .setIntervalMillis(point.interval().toMillis())
        .setLevel(point.level())
        .setDirection(FlowDirection.valueOf(point.direction().name()))
        .setParent(point.parent().orElse(null))
        .setMultiplier(point.multiplier().toPlainString())
        .setModulus(point.modulus().map(BigDecimal::toPlainString).orElse(null))
        .setRatedMaximum(point.ratedMaximum().map(BigDecimal::toPlainString).orElse(null))
        .setMaxGapMillis(point.maxGap().toMillis())
        .setSigned(point.signed())
        .setEstimation(
            point.estimation() == Estimation.standard(point.measure())
                ? null
                : EstimationKind.valueOf(point.estimation().name()))
        .setRules(point.rules())
        .build();
  }

  private static Point pointFromAvro(PointDefinition record) {
    Measure measure = Measure.valueOf(record.getMeasure().name());
    return new Point(
        record.getId(),
        record.getName(),
        record.getEnergy(),
        measure,
        PhysicalUnit.of(record.getUnit())
            .orElseThrow(() -> Parse.refused("unit", record.getUnit(), "a unit symbol like kWh")),
        Duration.ofMillis(record.getIntervalMillis()),
        record.getLevel(),
        Direction.valueOf(record.getDirection().name()),
        Optional.ofNullable(record.getParent()),
        Parse.decimal("multiplier", record.getMultiplier()),
        Optional.ofNullable(record.getModulus()).map(v -> Parse.decimal("modulus", v)),
        Optional.ofNullable(record.getRatedMaximum()).map(v -> Parse.decimal("ratedMaximum", v)),
        Duration.ofMillis(record.getMaxGapMillis()),
        record.getSigned(),
        estimation(record.getEstimation(), measure),
        record.getRules());
  }

  private static Estimation estimation(EstimationKind kind, Measure measure) {
    if (kind == null) {
      return Estimation.standard(measure);
    }
    Estimation estimation = Estimation.valueOf(kind.name());
    if (!estimation.fits(measure)) {
      throw Parse.refused("estimation", kind.name(), "one that fits " + measure);
    }
    return estimation;
  }
}
