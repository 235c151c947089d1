// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.avro.FlowDirection;
import io.tanliu.avro.MeasureKind;
import io.tanliu.avro.PointDefinition;
import io.tanliu.avro.UnitDefinition;
import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.unit.Direction;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.math.BigDecimal;
import java.time.Duration;
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
        record.getPoints().stream().map(UnitMapping::pointFromAvro).toList());
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
        .build();
  }

  private static Point pointFromAvro(PointDefinition record) {
    return new Point(
        record.getId(),
        record.getName(),
        record.getEnergy(),
        Measure.valueOf(record.getMeasure().name()),
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
        record.getSigned());
  }
}
