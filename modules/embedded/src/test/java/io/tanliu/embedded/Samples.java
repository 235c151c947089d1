// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.embedded;

import io.tanliu.avro.ActivityReport;
import io.tanliu.avro.AlertChange;
import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertLevel;
import io.tanliu.avro.AlertSeverity;
import io.tanliu.avro.AlertState;
import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.FlowDirection;
import io.tanliu.avro.MeasureKind;
import io.tanliu.avro.MeterReading;
import io.tanliu.avro.PointDefinition;
import io.tanliu.avro.ReadingFrame;
import io.tanliu.avro.RejectedReading;
import io.tanliu.avro.TargetDefinition;
import io.tanliu.avro.UnitDefinition;
import io.tanliu.avro.WindowAmount;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One record of each kind, with and without its optional parts. */
final class Samples {
  private static final Instant NOON = Instant.parse("2018-11-22T12:00:00Z");

  private Samples() {}

  static ReadingFrame frame() {
    return ReadingFrame.newBuilder()
        .setFrameId("f-1")
        .setUnit("STEEL-01")
        .setReceivedAt(NOON)
        .setSource("http")
        .setReadings(
            List.of(new MeterReading("E1", NOON, 317L, 2), new MeterReading("E1", NOON, -5L, 0)))
        .build();
  }

  static EntityWindow window() {
    return new EntityWindow(
        "STEEL-01",
        "1h",
        NOON,
        NOON.plusSeconds(3600),
        "+09:00",
        NOON.plusSeconds(900),
        3L,
        true,
        "reading",
        Map.of("electricity", new WindowAmount(157_180L, "Wh", 1.0, 0.0, false, 0.0, null)));
  }

  static AlertEvent alert() {
    return AlertEvent.newBuilder()
        .setAlertId("budget-breach|STEEL-01|T")
        .setSequence(1)
        .setRule("budget-breach")
        .setEntity("STEEL-01")
        .setSubject("T")
        .setQuantity("electricity")
        .setPeriod("2018")
        .setState(AlertState.FIRING)
        .setChange(AlertChange.FIRED)
        .setSeverity(AlertSeverity.CRITICAL)
        .setLevel(AlertLevel.CRITICAL)
        .setDecidedAt(NOON)
        .setSince(NOON.minusSeconds(900))
        .setEpisode(1)
        .setEpisodeStart(NOON.minusSeconds(900))
        .setReason("breached")
        .setAt(NOON)
        .setCrossedAt(NOON.minusSeconds(900))
        .setMeasured("900000001")
        .setLimit("900000000")
        .setSchedule("805000000")
        .setUnit("Wh")
        .setCoverage(0.99)
        .setEstimated(0.0)
        .setRevision(12L)
        .setZone("+09:00")
        .setSource("")
        .build();
  }

  static UnitDefinition unit() {
    PointDefinition point =
        PointDefinition.newBuilder()
            .setId("E1")
            .setEnergy("electricity")
            .setMeasure(MeasureKind.INTERVAL)
            .setUnit("kWh")
            .setIntervalMillis(900_000L)
            .setDirection(FlowDirection.BOUGHT)
            .setMaxGapMillis(900_000L)
            .build();
    return UnitDefinition.newBuilder()
        .setId("STEEL-01")
        .setName("示例钢铁")
        .setRegion("360100")
        .setIndustry("3120")
        .setZone("+09:00")
        .setPoints(List.of(point))
        .build();
  }

  static TargetDefinition target() {
    return TargetDefinition.newBuilder()
        .setId("T")
        .setEntity("STEEL-01")
        .setQuantity("electricity")
        .setPeriod("2018")
        .setLimit(900_000_000L)
        .build();
  }

  static ActivityReport report() {
    return new ActivityReport(
        "360100", "GDP", null, "2018", "5274.67", "1e4 CNY", 2015, false, "Bureau");
  }

  static RejectedReading rejection() {
    return RejectedReading.newBuilder()
        .setUnit("STEEL-01")
        .setFrameId("f-1")
        .setIndex(0)
        .setPoint("E9")
        .setCode("UNKNOWN_POINT")
        .setField("point")
        .setValue("E9")
        .setExpected("E1")
        .setStage("gateway")
        .setRejectedAt(NOON)
        .build();
  }
}
