// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.avro.AlertSignal;
import io.tanliu.avro.ClassIndicator;
import io.tanliu.avro.EntityLamps;
import io.tanliu.avro.HotspotCell;
import io.tanliu.avro.HotspotGrid;
import io.tanliu.avro.ScoreCard;
import io.tanliu.avro.ScoreItem;
import io.tanliu.avro.SignalLevel;
import io.tanliu.avro.TargetLamp;
import io.tanliu.avro.UtilisationReport;
import io.tanliu.domain.unit.ActivityReport;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Position;
import io.tanliu.domain.unit.UnitProfile;
import io.tanliu.domain.unit.UnitProfile.Product;
import io.tanliu.wire.ReportMapping;
import io.tanliu.wire.Topics;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reports that are owed, limits that are passed, score cards of units, hotspots of the grid. */
class ViewReportsTest extends ViewsGiven {

  @Test
  void shouldSignalAReportThatIsOverdueUntilItComes() {
    cement("U", "3011", "1000000");
    days("U", "2023-12-31", "2025-03-31", Map.of("tce", tonnes("40")));
    tick();
    assertThat(utilisation("2024").getState()).isEqualTo("NOT_DUE");
    assertThat(signals("missing-report")).isEmpty();
    days("U", "2025-03-31", "2025-04-03", Map.of("tce", tonnes("40")));
    tick();
    assertThat(utilisation("2024").getState()).isEqualTo("MISSING");
    AlertSignal missing = last(signals("missing-report"));
    assertThat(missing.getSubject()).isEqualTo("utilisation-2024");
    assertThat(missing.getLevel()).isEqualTo(SignalLevel.WARNING);
    assertThat(missing.getSince()).isEqualTo(Instant.parse("2025-03-31T16:00:00Z"));
    days("U", "2025-04-03", "2025-04-17", Map.of("tce", tonnes("40")));
    tick();
    assertThat(last(signals("missing-report")).getLevel())
        .as("16 days after the day on which it was due")
        .isEqualTo(SignalLevel.CRITICAL);
    energy("U", "2024", "14500");
    tick();
    assertThat(utilisation("2024").getState()).isEqualTo("AGREES");
    AlertSignal given = last(signals("missing-report"));
    assertThat(given.getLevel()).isEqualTo(SignalLevel.NONE);
    days("U", "2025-04-17", "2025-04-20", Map.of("tce", tonnes("40")));
    tick();
    assertThat(signals("missing-report")).as("nothing is told of what is well").isEmpty();
  }

  @Test
  void shouldSignalAReportThatDeviatesAndTakeItBackWhenLateDataAgree() {
    cement("U", "3011", "1000000");
    days("U", "2023-12-31", "2025-02-01", Map.of("tce", tonnes("40")));
    energy("U", "2024", "15500");
    tick();
    UtilisationReport report = utilisation("2024");
    assertThat(report.getState()).isEqualTo("DEVIATES");
    assertThat(report.getMeasured()).isEqualTo("14640");
    assertThat(new BigDecimal(report.getDeviation()))
        .isBetween(new BigDecimal("0.0587"), new BigDecimal("0.0588"));
    AlertSignal deviates = last(signals("report-deviation"));
    assertThat(deviates.getLevel()).isEqualTo(SignalLevel.WARNING);
    assertThat(deviates.getMeasured()).isEqualTo("15500");
    assertThat(deviates.getLimit()).isEqualTo("14640");
    days("U", "2024-12-01", "2024-12-31", Map.of("tce", tonnes("60")), "2025-02-01");
    tick();
    assertThat(utilisation("2024").getState()).as("600 t more were measured").isEqualTo("AGREES");
    AlertSignal agrees = last(signals("report-deviation"));
    assertThat(agrees.getLevel()).isEqualTo(SignalLevel.NONE);
    assertThat(agrees.getRestated()).isTrue();
  }

  @Test
  void shouldJudgeReportsByTheThresholdsThatStaffChose() {
    send(
        Topics.REF_ALERT_RULE,
        "report-deviation|360100",
        AlertsGiven.rule("report-deviation", "360100")
            .setWarningRaise("0.10")
            .setWarningReset("0.10")
            .build());
    cement("U", "3011", "1000000");
    days("U", "2023-12-31", "2025-02-01", Map.of("tce", tonnes("40")));
    energy("U", "2024", "15500");
    tick();
    assertThat(utilisation("2024").getState()).isEqualTo("DEVIATES");
    assertThat(signals("report-deviation")).as("5.9 % off, and 10 % are asked").isEmpty();
    energy("U", "2024", "16200");
    tick();
    assertThat(last(signals("report-deviation")).getLevel()).isEqualTo(SignalLevel.WARNING);
  }

  @Test
  void shouldSignalADataCentreWhosePueIsAboveTheLimitOfTheStandard() {
    EnergyUnit centre =
        new EnergyUnit("DC", "DC", "360102", "6450", Given.ZONE, List.of(Given.interval("E")));
    define(centre.with(profile("数据中心", Optional.empty())));
    long day = 1_000_000_000L;
    days(
        "DC",
        "2024-01-01",
        "2025-03-04",
        Map.of("electricity", day * 8 / 5, "it_electricity", day));
    tick();
    ClassIndicator pue =
        read(Topics.CONTROL_CLASS)
            .get("DC|rolling-12M")
            .getProducts()
            .get(0)
            .getIndicators()
            .get(0);
    assertThat(pue.getValue()).as("1.6 MWh for each MWh of the equipment").isEqualTo("1.6");
    assertThat(pue.getLevel()).as("beyond 1.2, 1.3 and 1.5").isEqualTo(4);
    AlertSignal signal = last(signals("product-limit"));
    assertThat(signal.getSubject()).isEqualTo("数据中心/PUE(能效)");
    assertThat(signal.getLevel()).as("6.7 % above the limit").isEqualTo(SignalLevel.CRITICAL);
    assertThat(signal.getLimit()).isEqualTo("1.5");
    define(centre);
    tick();
    AlertSignal closed = last(signals("product-limit"));
    assertThat(closed.getClosed()).as("it makes it no more").isTrue();
  }

  @Test
  void shouldSignalAPublicBuildingAboveItsConsumptionPerSquareMetre() {
    EnergyUnit office =
        new EnergyUnit("B", "B", "360102", "7212", Given.ZONE, List.of(Given.interval("E")));
    define(office.with(profile("办公建筑 B类 商业办公", Optional.of(new BigDecimal("20000")))));
    days("B", "2024-01-01", "2025-03-04", Map.of("electricity", 6_200_000L));
    tick();
    ClassIndicator used =
        read(Topics.CONTROL_CLASS).get("B|2024").getProducts().get(0).getIndicators().get(0);
    assertThat(used.getValue()).as("366 days of 6 200 kWh, 20 000 m2").isEqualTo("113.46");
    assertThat(used.getLevel3()).isEqualTo("110");
    AlertSignal signal = last(signals("product-limit"));
    assertThat(signal.getLevel()).as("at most 5 % above").isEqualTo(SignalLevel.WARNING);
    assertThat(signal.getUnit()).isEqualTo("kWh/m2");
  }

  @Test
  void shouldGradeAUnitFromItsLampsAndFromWhatTheDataShow() {
    cement("U", "3011", "1000000");
    days("U", "2023-12-31", "2025-02-01", Map.of("tce", tonnes("105"), "electricity", 50_000_000L));
    production("U", "2024", "366000");
    lamps("U", "2024", "LEVEL_3", "LEVEL_3", 100, 100);
    lamps("U", "2021/2025", "LEVEL_3", null, 0, 0);
    tick();
    ScoreCard card = read(Topics.CONTROL_SCORE).get("U|2024");
    assertThat(item(card, "unit-intensity").getPoints()).isEqualTo("35");
    assertThat(item(card, "unit-total").getPoints()).isEqualTo("15");
    assertThat(item(card, "unit-class").getPoints()).as("105 kgce/t: baseline").isEqualTo("5");
    assertThat(item(card, "unit-limits").getState())
        .as("coal is not metered, so one limit stays open")
        .isEqualTo("NOT_ASSESSABLE");
    assertThat(item(card, "unit-report").getState()).as("2023 was not owed").isEqualTo("NOT_SET");
    assertThat(item(card, "unit-inspection").getState()).isEqualTo("NOT_ASSESSABLE");
    assertThat(card.getPoints()).isEqualTo("55");
    assertThat(card.getAssessable()).isEqualTo("60");
    assertThat(card.getGrade()).as("55 of 60").isEqualTo("COMPLETED");
    assertThat(card.getProvisional()).as("until somebody inspects").isTrue();

    lamps("U", "2024", "LEVEL_1", "LEVEL_2", 125, 100);
    lamps("U", "2021/2025", "LEVEL_2", null, 0, 0);
    tick();
    card = read(Topics.CONTROL_SCORE).get("U|2024");
    assertThat(card.getVetoedBy()).containsExactly("unit-intensity");
    assertThat(card.getGrade()).isEqualTo("NOT_COMPLETED");
    assertThat(item(card, "unit-total").getPoints()).as("25 % beyond its schedule").isEqualTo("0");
    delete(Topics.CONTROL_LAMP, "U|2024");
    tick();
    assertThat(read(Topics.CONTROL_SCORE)).containsEntry("U|2024", null);
  }

  @Test
  void shouldFindCellsOfTheGridInWhichCarbonAndAPollutantAreHigh() {
    for (int i = 1; i <= 6; i++) {
      place("U" + i, "28." + i + "01", "115.901");
      days(
          "U" + i,
          "2024-01-01",
          "2024-12-31",
          Map.of("co2e", tonnes(String.valueOf(i)), "nox", 1_000L * i));
    }
    cement("V", "3011", "100000");
    days("V", "2024-01-01", "2024-12-31", Map.of("co2e", tonnes("99")));
    tick();
    HotspotGrid grid = read(Topics.CONTROL_HOTSPOT).get("360000");
    assertThat(grid.getState()).isEqualTo("ASSESSED");
    assertThat(grid.getCells()).isEqualTo(6);
    assertThat(grid.getUnplaced()).as("V has no position").isEqualTo(1);
    assertThat(grid.getHotspots())
        .as("from the percentile rank 0.8: the fifth and sixth of six")
        .extracting(HotspotCell::getSouth)
        .containsExactly("28.6", "28.5");
    HotspotCell highest = grid.getHotspots().get(0);
    assertThat(highest.getWest()).isEqualTo("115.9");
    assertThat(highest.getCo2e()).as("365 days of 6 t").isEqualTo("2190");
    assertThat(highest.getPollutants()).containsEntry("nox", "2190");
    assertThat(highest.getFirst()).containsExactly("U6");
    days(
        "U1",
        "2024-06-01",
        "2024-12-31",
        Map.of("co2e", tonnes("90"), "nox", 90_000L),
        "2024-12-31");
    tick();
    assertThat(read(Topics.CONTROL_HOTSPOT).get("360000").getHotspots())
        .as("a correction makes another one the highest")
        .extracting(cell -> cell.getFirst().get(0))
        .containsExactly("U1", "U6");
  }

  @Test
  void shouldCodeAUnitByTheReferenceBookWhereItsPeersAreFew() {
    cement("U", "3011", "1000000");
    days("U", "2023-12-01", "2025-01-03", Map.of("tce", tonnes("105"), "co2e", tonnes("300")));
    production("U", "2023", "365000");
    production("U", "2024", "366000");
    tick();
    var code = read(Topics.CONTROL_CODE).get("U");
    assertThat(code.getReferenceKind()).isEqualTo("BASELINE");
    assertThat(code.getValue()).isEqualTo("105");
    assertThat(code.getReference()).as("baseline of clinker").isEqualTo("117");
    assertThat(code.getValueUnit()).isEqualTo("kgce/t");
    assertThat(code.getCode()).as("105 / 117 = 0.897").isEqualTo(3);
    assertThat(code.getPeers()).isEqualTo(1);
    assertThat(code.getBasis()).contains("360000|3011 has 1 comparable units", "水泥熟料");
    for (int i = 1; i <= 4; i++) {
      cement("P" + i, "3011", "1000000");
      days("P" + i, "2024-12-01", "2025-01-03", both("210"));
      production("P" + i, "2024", "366000");
    }
    tick();
    code = read(Topics.CONTROL_CODE).get("U");
    assertThat(code.getReferenceKind()).isEqualTo("MEDIAN");
    assertThat(code.getBasis()).contains("median of 5 units of 360000|3011");
  }

  private static UnitProfile profile(String product, Optional<BigDecimal> area) {
    Product made = new Product(product, Optional.empty(), "", Optional.empty(), Map.of());
    return new UnitProfile(List.of(made), false, Optional.empty(), area);
  }

  private void place(String unit, String latitude, String longitude) {
    define(
        new EnergyUnit(unit, unit, "360102", "3120", Given.ZONE, List.of(Given.interval("E")))
            .with(
                UnitProfile.NONE.at(
                    new Position(new BigDecimal(latitude), new BigDecimal(longitude)))));
  }

  private void energy(String unit, String year, String tce) {
    ActivityReport report =
        new ActivityReport(
            unit,
            ActivityReport.Kind.ENERGY,
            Optional.of("tce"),
            year,
            new BigDecimal(tce),
            "tce",
            Optional.empty(),
            false,
            "test");
    send(Topics.REPORT_ACTIVITY, ReportMapping.key(report), ReportMapping.toAvro(report));
  }

  private UtilisationReport utilisation(String year) {
    return read(Topics.CONTROL_UTILISATION).get("U|" + year);
  }

  private List<AlertSignal> signals(String rule) {
    return signals().stream().filter(signal -> signal.getRule().equals(rule)).toList();
  }

  private static ScoreItem item(ScoreCard card, String id) {
    return card.getItems().stream().filter(i -> i.getId().equals(id)).findFirst().orElseThrow();
  }

  /** Lamps as the control part tells them; a total only when it has a level. */
  private void lamps(
      String unit, String period, String intensity, String total, long assessed, long schedule) {
    List<TargetLamp> lamps = new java.util.ArrayList<>();
    lamps.add(lamp("ENERGY_INTENSITY", intensity, 0, null));
    if (total != null) {
      lamps.add(lamp("ENERGY_TOTAL", total, assessed, schedule));
    }
    send(
        Topics.CONTROL_LAMP,
        unit + "|" + period,
        EntityLamps.newBuilder()
            .setEntity(unit)
            .setPeriod(period)
            .setZone(Given.ZONE.getId())
            .setAsOf(Instant.parse("2025-01-31T16:00:00Z"))
            .setState("NEITHER")
            .setEnergyTotal("NOT_SET")
            .setEnergyIntensity(intensity)
            .setCarbonTotal("NOT_SET")
            .setCarbonIntensity("NOT_SET")
            .setLamps(lamps)
            .build());
  }

  private static TargetLamp lamp(String kind, String level, long assessed, Long schedule) {
    boolean amount = schedule != null;
    return TargetLamp.newBuilder()
        .setKind(kind)
        .setTarget("T")
        .setQuantity("tce")
        .setLevel(level)
        .setReason("on-schedule")
        .setNature("BINDING")
        .setMeasured(assessed)
        .setDeductions(List.of())
        .setAssessed(assessed)
        .setUnit("gce")
        .setLimit(schedule)
        .setSchedule(schedule)
        .setDecline(amount ? null : "0.03")
        .setRequired(amount ? null : "0.02")
        .setCoverage(1)
        .setEstimated(0)
        .setProvisional(false)
        .setAssumed(List.of())
        .setRevision(1)
        .setSource("test")
        .setDeadline("2024-12-31")
        .build();
  }
}
