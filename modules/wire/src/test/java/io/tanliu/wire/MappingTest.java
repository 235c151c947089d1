// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanliu.avro.RejectedReading;
import io.tanliu.avro.TargetDefinition;
import io.tanliu.avro.UnitDefinition;
import io.tanliu.domain.assess.QuotaEntry;
import io.tanliu.domain.control.Deduction;
import io.tanliu.domain.control.Denominator;
import io.tanliu.domain.control.Nature;
import io.tanliu.domain.control.Operator;
import io.tanliu.domain.control.Origin;
import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Plan;
import io.tanliu.domain.control.Scope;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.control.TargetType;
import io.tanliu.domain.control.Terms;
import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingError;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.unit.ActivityReport;
import io.tanliu.domain.unit.Affiliation;
import io.tanliu.domain.unit.Direction;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Estimation;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import io.tanliu.domain.unit.Region;
import io.tanliu.domain.unit.UnitProfile;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MappingTest {
  private static final Point PLAIN =
      new Point(
          "E1",
          "",
          "electricity",
          Measure.INTERVAL,
          PhysicalUnit.KWH,
          Duration.ofMinutes(15),
          1,
          Direction.BOUGHT,
          Optional.empty(),
          BigDecimal.ONE,
          Optional.empty(),
          Optional.empty(),
          Duration.ofMinutes(15),
          false);
  private static final Point FULL =
      new Point(
          "G1",
          "煤气表",
          "natural_gas",
          Measure.REGISTER,
          PhysicalUnit.M3,
          Duration.ofHours(1),
          2,
          Direction.SELF_RENEWABLE,
          Optional.of("G0"),
          new BigDecimal("0.00001"),
          Optional.of(new BigDecimal("1E+6")),
          Optional.of(new BigDecimal("12.5")),
          Duration.ofHours(3),
          true);
  private static final EnergyUnit UNIT =
      new EnergyUnit(
          "STEEL-01", "示例钢铁", "360100", "3120", ZoneId.of("+09:00"), List.of(PLAIN, FULL));
  private static final ReadingFrame FRAME =
      new ReadingFrame(
          "f-1",
          "STEEL-01",
          1_542_844_800_123L,
          "http",
          List.of(
              new Reading("E1", 1_542_844_800_000L, 317, 2),
              new Reading("E1", -1L, -Reading.MAX_VALUE, 9)));

  @Test
  void shouldBringAUnitsPastBack() {
    Point other =
        new Point(
            "E1",
            "",
            "electricity",
            Measure.INTERVAL,
            PhysicalUnit.KWH,
            Duration.ofMinutes(15),
            1,
            Direction.BOUGHT,
            Optional.empty(),
            BigDecimal.TEN,
            Optional.empty(),
            Optional.empty(),
            Duration.ofMinutes(15),
            false,
            Estimation.NONE,
            Map.of("spike.factor", "5"));
    EnergyUnit unit =
        new EnergyUnit(
            "STEEL-01",
            "示例钢铁",
            "360100",
            "3120",
            ZoneId.of("Asia/Shanghai"),
            List.of(PLAIN),
            List.of(new Affiliation.Earlier(900_000L, new Affiliation("360200", "3110"))),
            List.of(new Point.Earlier(1_800_000L, other)),
            Optional.of(Duration.ofMinutes(20)),
            new UnitProfile(
                List.of(
                    new UnitProfile.Product(
                        "高炉工序",
                        Optional.of(new BigDecimal("1500000")),
                        "t/a",
                        Optional.of(new BigDecimal("0.75")),
                        Map.of("ore_grade_percent", new BigDecimal("58.5"))),
                    new UnitProfile.Product(
                        "转炉工序", Optional.empty(), "", Optional.empty(), Map.of())),
                true,
                Optional.of(new BigDecimal("120000")),
                Optional.of(new BigDecimal("0.5"))));
    assertThat(UnitMapping.fromAvro(UnitMapping.toAvro(unit))).isEqualTo(unit);
    assertThat(unit.affiliation(899_999L)).isEqualTo(new Affiliation("360200", "3110"));
    assertThat(unit.affiliation(900_000L)).isEqualTo(new Affiliation("360100", "3120"));
  }

  @Test
  void shouldBringAQuotaEntryBackAndRefuseWhatNoBalanceCanUse() {
    QuotaEntry entry =
        new QuotaEntry(
            "a-2024",
            "STEEL-01",
            QuotaEntry.Scheme.ETS,
            Year.of(2024),
            QuotaEntry.Kind.ALLOCATION,
            new BigDecimal("26000.5"),
            LocalDate.parse("2024-03-01"),
            Optional.of(LocalDate.parse("2025-12-31")),
            "赣环");
    assertThat(QuotaMapping.fromAvro(QuotaMapping.toAvro(entry))).isEqualTo(entry);
    assertThat(QuotaMapping.key(entry)).isEqualTo("STEEL-01|a-2024");
    io.tanliu.avro.QuotaEntry record = QuotaMapping.toAvro(entry);
    record.setKind("GIFT");
    assertThatThrownBy(() -> QuotaMapping.fromAvro(record)).hasMessageStartingWith("kind: GIFT");
  }

  @Test
  void shouldBringBackWhatAFrameIsFor() {
    ReadingFrame frame =
        new ReadingFrame(
            "f-2",
            "STEEL-01",
            1L,
            "http",
            "gw-1",
            ReadingFrame.Action.WITHDRAW,
            true,
            Optional.of(new ReadingFrame.Edit("王", "换表", 7L)),
            List.of(new Reading("E1", 0L, 0, 0)));
    assertThat(FrameMapping.fromAvro(FrameMapping.toAvro(frame))).isEqualTo(frame);
  }

  @Test
  void shouldBringAUnitBackWithEveryPartOfItsPoints() {
    EnergyUnit back = UnitMapping.fromAvro(UnitMapping.toAvro(UNIT));
    assertThat(back.points().get(0)).isEqualTo(PLAIN);
    assertThat(back.points().get(1))
        .usingRecursiveComparison()
        .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
        .isEqualTo(FULL);
    assertThat(back.zone()).isEqualTo(UNIT.zone());
    assertThat(back.name()).isEqualTo(UNIT.name());
  }

  @Test
  void shouldMapEveryMeasureAndDirection() {
    for (Measure measure : Measure.values()) {
      assertThat(io.tanliu.avro.MeasureKind.valueOf(measure.name())).isNotNull();
    }
    for (Direction direction : Direction.values()) {
      assertThat(io.tanliu.avro.FlowDirection.valueOf(direction.name())).isNotNull();
    }
  }

  @Test
  void shouldNameTheFieldThatCannotBeRead() {
    UnitDefinition unit = UnitMapping.toAvro(UNIT);
    unit.setZone("Mars/Olympus");
    assertThatThrownBy(() -> UnitMapping.fromAvro(unit))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("zone: Mars/Olympus (expected: an IANA zone or a UTC offset)");
    UnitDefinition other = UnitMapping.toAvro(UNIT);
    other.getPoints().get(0).setUnit("furlong");
    assertThatThrownBy(() -> UnitMapping.fromAvro(other)).hasMessageStartingWith("unit: furlong");
  }

  @Test
  void shouldBringATargetBack() {
    Target target =
        new Target(
            "T",
            "STEEL-01",
            "electricity",
            Period.parse("2018").orElseThrow(),
            900_000_000L,
            new BigDecimal("0.10"),
            "赣发改 3.1");
    TargetDefinition record = TargetMapping.toAvro(target);
    assertThat(record.getType()).isEqualTo("BUDGET");
    assertThat(TargetMapping.fromAvro(record)).isEqualTo(target);
    record.setType("CEILING");
    assertThatThrownBy(() -> TargetMapping.fromAvro(record))
        .hasMessageStartingWith("type: CEILING (expected: one of [BUDGET, INTENSITY,");
  }

  @Test
  void shouldBringEveryTermOfATargetBack() {
    Terms terms =
        Terms.of(TargetType.INTENSITY)
            .name("单位地区生产总值能耗降低")
            .operator(Operator.AT_LEAST)
            .value(Optional.of(new BigDecimal("14.5")))
            .upper(Optional.of(new BigDecimal("20")))
            .unit("%")
            .denominator(Denominator.parse("GDP"))
            .baseYear(Optional.of(2020))
            .baseValue(Optional.of(new BigDecimal("0.38")))
            .basic(Optional.of(new BigDecimal("13.5")))
            .incentive(Optional.of(new BigDecimal("15.0")))
            .nature(Nature.EXPECTED)
            .plan(Plan.monthly(Collections.nCopies(12, new BigDecimal("1.50"))))
            .deductions(List.of(Deduction.FEEDSTOCK, Deduction.MAJOR_PROJECT))
            .surrenderBy(Optional.of(LocalDate.of(2025, 12, 31)))
            .scope(new Scope(List.of("30", "31"), List.of("4411"), true))
            .action("audit")
            .origin(new Origin("赣环气候〔2021〕23号", "第二章", "降低 14.5%", List.of("T2"), "n"))
            .build();
    Target target =
        new Target("T", "360000", "tce", years("2021/2025"), 0, new BigDecimal("0.1"), "s", terms);
    assertThat(TargetMapping.fromAvro(TargetMapping.toAvro(target))).isEqualTo(target);
    TargetDefinition record = TargetMapping.toAvro(target);
    record.setLimit(1);
    assertThatThrownBy(() -> TargetMapping.fromAvro(record)).hasMessageStartingWith("limit: 1");
    record.setLimit(0);
    record.setPeriod("2021/2020");
    assertThatThrownBy(() -> TargetMapping.fromAvro(record)).hasMessageStartingWith("period: ");
  }

  @Test
  void shouldReadATargetOfBeforeAsTheBudgetThatItWas() {
    TargetDefinition record =
        TargetDefinition.newBuilder()
            .setId("T")
            .setEntity("U")
            .setQuantity("tce")
            .setPeriod("2018")
            .setLimit(5)
            .build();
    assertThat(TargetMapping.fromAvro(record))
        .isEqualTo(new Target("T", "U", "tce", years("2018"), 5, new BigDecimal("0.10"), ""));
  }

  private static Period years(String text) {
    return Period.parse(text).orElseThrow();
  }

  @Test
  void shouldBringRegionsAndReportsBack() {
    Region nation = new Region("000000", "全国", "China", Optional.empty(), "nation");
    assertThat(RegionMapping.fromAvro(RegionMapping.toAvro(nation))).isEqualTo(nation);
    ActivityReport report =
        new ActivityReport(
            "360100",
            ActivityReport.Kind.PRODUCTION,
            Optional.of("粗钢"),
            "2018-Q1",
            new BigDecimal("12.50"),
            "t",
            Optional.empty(),
            true,
            "Bureau");
    assertThat(ReportMapping.fromAvro(ReportMapping.toAvro(report))).isEqualTo(report);
    assertThat(ReportMapping.key(report)).isEqualTo("360100|PRODUCTION|粗钢|2018-Q1");
  }

  @Test
  void shouldBringAFrameBackToTheMillisecond() {
    assertThat(FrameMapping.fromAvro(FrameMapping.toAvro(FRAME))).isEqualTo(FRAME);
  }

  @Test
  void shouldKeepEnoughOfARefusedReadingToSendItAgain() {
    ReadingError error = new ReadingError(ReadingError.Code.NEGATIVE, "value", "-3", "0 or more");
    RejectedReading record = RejectionMapping.toAvro(FRAME, 0, error);
    assertThat(record.getReading())
        .isEqualTo("{\"point\":\"E1\",\"time\":\"2018-11-22T00:00:00Z\",\"value\":3.17}");
    assertThat(record.getTime()).isEqualTo("2018-11-22T00:00:00Z");
    assertThat(record.getStage()).isEqualTo("ledger");
    assertThat(RejectionMapping.fromAvro(record)).isEqualTo(error);
    RejectedReading whole = RejectionMapping.toAvro(FRAME, -1, error);
    assertThat(whole.getPoint()).isNull();
  }

  @Test
  void shouldCutTextsThatASenderMadeTooLong() {
    ReadingError error =
        new ReadingError(ReadingError.Code.MALFORMED, "value", "😀".repeat(500), "a number");
    RejectedReading record =
        RejectionMapping.toAvro(
            new RejectionMapping.Origin(
                "u".repeat(5_000),
                "f".repeat(5_000),
                "g".repeat(5_000),
                false,
                Optional.of(new ReadingFrame.Edit("a".repeat(5_000), "r".repeat(5_000), 0)),
                0),
            3,
            Optional.of("p".repeat(5_000)),
            Optional.empty(),
            Optional.of("r".repeat(5_000)),
            error);
    assertThat(record.toString()).hasSizeLessThan(6_000);
    assertThat(record.getUnit()).hasSize(RejectionMapping.MAX_VALUE);
    assertThat(record.getPoint()).hasSize(RejectionMapping.MAX_VALUE);
    assertThat(record.getReading()).hasSize(RejectionMapping.MAX_READING);
    assertThat(record.getValue()).hasSizeLessThanOrEqualTo(RejectionMapping.MAX_VALUE);
    assertThat(record.getTime()).isNull();
  }

  @Test
  void shouldTellFromARefusedReadingHowItWasSent() {
    ReadingError error = new ReadingError(ReadingError.Code.BEYOND_HORIZON, "time", "t", "later");
    ReadingFrame frame =
        new ReadingFrame(
            "f",
            "U",
            7,
            "http",
            "gw-1",
            ReadingFrame.Action.WITHDRAW,
            true,
            Optional.of(new ReadingFrame.Edit("Li", "wrong meter", 7)),
            List.of(new Reading("E\"1", 0, 0, 0)));
    RejectedReading record = RejectionMapping.toAvro(frame, 0, error);
    assertThat(record.getReading())
        .isEqualTo("{\"point\":\"E\\\"1\",\"time\":\"1970-01-01T00:00:00Z\",\"withdrawn\":true}");
    assertThat(record.getGateway()).isEqualTo("gw-1");
    assertThat(record.getBackfill()).isTrue();
    assertThat(record.getAuthor()).isEqualTo("Li");
    assertThat(record.getReason()).isEqualTo("wrong meter");
  }
}
