// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.unit.Direction;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import io.tanliu.oracle.Inbox;
import io.tanliu.oracle.Oracle;
import io.tanliu.testkit.History;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Small things to test with. */
final class Given {
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private Given() {}

  static EnergyUnit unit(String id, String region, Point... points) {
    return new EnergyUnit(id, id, region, "3120", ZONE, List.of(points));
  }

  static Point interval(String id) {
    return point(id, Measure.INTERVAL, PhysicalUnit.KWH, Duration.ofMinutes(15), Optional.empty());
  }

  static Point register(String id, String modulus) {
    return point(
        id,
        Measure.REGISTER,
        PhysicalUnit.KWH,
        Duration.ofMinutes(15),
        Optional.of(new BigDecimal(modulus)));
  }

  static Point point(
      String id,
      Measure measure,
      PhysicalUnit unit,
      Duration interval,
      Optional<BigDecimal> modulus) {
    return new Point(
        id,
        "",
        "electricity",
        measure,
        unit,
        interval,
        1,
        Direction.BOUGHT,
        Optional.empty(),
        BigDecimal.ONE,
        modulus,
        Optional.empty(),
        Duration.ofHours(1),
        false);
  }

  static Reading reading(String point, String time, long value) {
    return new Reading(point, at(time), value, 0);
  }

  static long at(String time) {
    return Instant.parse(time).toEpochMilli();
  }

  /** A budget of electricity in kWh. */
  static Target budget(String id, String entity, String period, long kwh) {
    return new Target(
        id,
        entity,
        "electricity",
        Period.parse(period).orElseThrow(),
        kwh * 1_000,
        new BigDecimal("0.05"),
        "test");
  }

  /** What the oracle says of readings that came in this order. */
  static Oracle truth(EnergyUnit unit, List<Reading> readings, FactorBook factors) {
    List<ReadingFrame> frames = List.of(History.frame(unit.id(), 0, readings));
    return Oracle.of(Inbox.of(unit, LedgerSettings.DEFAULT.horizon(), frames), factors);
  }
}
