// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tanliu.avro.AlertSignal;
import io.tanliu.avro.ControlForecast;
import io.tanliu.avro.DelayQuantiles;
import io.tanliu.avro.EntityLamps;
import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.IntensityWindow;
import io.tanliu.avro.QualityUnit;
import io.tanliu.avro.SignalLevel;
import io.tanliu.avro.TargetLamp;
import io.tanliu.domain.assess.QuotaEntry;
import io.tanliu.domain.control.Denominator;
import io.tanliu.domain.control.Operator;
import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.control.TargetType;
import io.tanliu.domain.control.Terms;
import io.tanliu.domain.unit.ActivityReport;
import io.tanliu.wire.Topics;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lamps and findings from published windows, reports and targets. */
class ControlTopologyTest {
  private static final String CITY = "360100";

  private ControlDriver control = new ControlDriver();

  @AfterEach
  void close() {
    control.close();
  }

  private static Target budget(String id, String quantity, String period, long limit) {
    return new Target(
        id,
        CITY,
        quantity,
        Period.parse(period).orElseThrow(),
        limit,
        Target.DEFAULT_MARGIN,
        "test");
  }

  private static Target decline(String percent) {
    return new Target(
        "K",
        CITY,
        "tce",
        Period.parse("2021/2025").orElseThrow(),
        0,
        Target.DEFAULT_MARGIN,
        "赣府发〔2021〕 test",
        Terms.of(TargetType.INTENSITY)
            .denominator(Denominator.parse("GDP"))
            .value(Optional.of(new BigDecimal(percent)))
            .baseYear(Optional.of(2020))
            .unit("%")
            .build());
  }

  private static ActivityReport gdp(String period, String value) {
    return new ActivityReport(
        CITY,
        ActivityReport.Kind.GDP,
        Optional.empty(),
        period,
        new BigDecimal(value),
        "1e4 CNY",
        Optional.of(2020),
        false,
        "test");
  }

  private static EntityWindow day(String entity, String day, long tce) {
    return day(entity, LocalDate.parse(day), tce, LocalDate.parse(day).plusDays(1));
  }

  private static EntityWindow day(String entity, LocalDate day, long tce, LocalDate asOf) {
    Instant reached = asOf.atStartOfDay(ControlDriver.ZONE).toInstant();
    return ControlDriver.day(
        entity,
        day,
        new TreeMap<>(Map.of("tce", tce, "tce.coal", tce / 2, "co2e", 2 * tce)),
        1,
        reached);
  }

  private void days(String from, String to, long tce) {
    for (LocalDate day = LocalDate.parse(from);
        day.isBefore(LocalDate.parse(to));
        day = day.plusDays(1)) {
      control.window(day(CITY, day.toString(), tce));
    }
  }

  private TargetLamp lamp(String period) {
    assertThat(control.lamps()).containsKey(CITY + "|" + period);
    List<TargetLamp> lamps = control.lamps().get(CITY + "|" + period).getLamps();
    assertThat(lamps).hasSize(1);
    return lamps.get(0);
  }

  @Test
  void shouldPublishALampWithItsEvidenceAndOnlyWhenItChanges() {
    control.target(budget("B", "tce", "2024", 366_000_000));
    days("2024-01-01", "2024-02-01", 1_050_000);
    control.take();
    EntityLamps lamps = control.lamps().get(CITY + "|2024");
    assertThat(lamps.getEnergyTotal()).isEqualTo("LEVEL_2");
    assertThat(lamps.getCarbonTotal()).isEqualTo("NOT_SET");
    assertThat(lamps.getState()).isEqualTo("ENERGY");
    TargetLamp lamp = lamp("2024");
    assertThat(lamp.getMeasured()).isEqualTo(31 * 1_050_000);
    assertThat(lamp.getSchedule()).isEqualTo(31_000_000);
    assertThat(lamp.getReason()).isEqualTo("ahead");
    assertThat(lamp.getForecast()).isNotNull();
    assertThat(lamp.getDeadline()).isEqualTo("2024-12-31");
    int before = control.records();
    control.window(day(CITY, "2024-01-31", 1_050_000));
    control.target(budget("B", "tce", "2024", 366_000_000));
    control.take();
    assertThat(control.records()).as("the same again is nothing new").isEqualTo(before);
    control.window(day(CITY, "2024-01-10", 0));
    control.take();
    assertThat(lamp("2024").getMeasured()).isEqualTo(30 * 1_050_000);
    assertThat(control.forecasts()).containsKey(CITY + "|tce|2024");
    control.withdraw(budget("B", "tce", "2024", 1));
    control.take();
    assertThat(control.lamps()).isEmpty();
    assertThat(control.forecasts()).isEmpty();
  }

  @Test
  void shouldJoinALateReportAndSayWhatWasAssumedUntilThen() {
    control.target(decline("14.5"));
    for (int month = 1; month <= 12; month++) {
      control.report(gdp("2023-%02d".formatted(month), "1000"));
    }
    control.report(gdp("2024-01", "1050"));
    days("2023-01-01", "2024-03-01", 1_000_000);
    control.take();
    String key = CITY + "|tce|GDP|2024";
    IntensityWindow before = control.intensities().get(key);
    assertThat(before.getProvisional()).isTrue();
    // January as reported, all of February at last year's level times 1.05.
    assertThat(before.getDenominatorValue()).isEqualTo("2100");
    assertThat(before.getAssumed()).containsExactly("carried-growth 2024-02 x1.05 (2024-01)");
    assertThat(before.getReportedTo()).isEqualTo("2024-01");
    assertThat(lamp("2024").getLevel()).isEqualTo("LEVEL_3");
    control.report(gdp("2024-02", "980"));
    control.take();
    IntensityWindow after = control.intensities().get(key);
    assertThat(after.getDenominatorValue()).isEqualTo("2030");
    assertThat(after.getAssumed()).isEmpty();
    // 60 / 2030 against 59 / 2000: rose by 0.2 %
    assertThat(lamp("2024").getReason()).isEqualTo("rose");
  }

  @Test
  void shouldTellTheSharesOfARegionAgainstItsTargets() {
    control.target(
        new Target(
            "C",
            CITY,
            "tce.coal",
            Period.year(2024),
            0,
            Target.DEFAULT_MARGIN,
            "test",
            Terms.of(TargetType.SHARE).value(Optional.of(new BigDecimal("49"))).unit("%").build()));
    days("2024-01-01", "2024-03-01", 1_000_000);
    control.take();
    var coal = control.shares().get(CITY + "|coal|2024");
    assertThat(coal.getValue()).isEqualTo("0.5");
    assertThat(coal.getTargets().get(0).getState()).isEqualTo("MISSED");
    assertThat(control.shares()).containsKeys(CITY + "|coal|2024-02", CITY + "|nonfossil|2024");
    AlertSignal signal =
        control.signals().stream().filter(s -> s.getRule().equals("share")).findFirst().get();
    assertThat(signal.getLevel()).isEqualTo(SignalLevel.CRITICAL);
    assertThat(signal.getSubject()).isEqualTo("C");
  }

  @Test
  void shouldRestateAFindingWhenACorrectionRemovesItsCause() {
    control.target(
        new Target(
            "A",
            CITY,
            "tce",
            Period.year(2024),
            60_000_000,
            Target.DEFAULT_MARGIN,
            "test",
            Terms.of(TargetType.APPROVED_ENERGY).build()));
    days("2024-01-01", "2024-03-01", 1_000_000);
    control.window(day(CITY, "2024-03-01", 1_500_000));
    control.take();
    List<AlertSignal> first = approved();
    assertThat(first).isNotEmpty();
    AlertSignal raised = first.get(first.size() - 1);
    assertThat(raised.getLevel()).isEqualTo(SignalLevel.CRITICAL);
    assertThat(raised.getRestated()).isFalse();
    for (int day = 10; day < 19; day++) {
      control.window(
          day(CITY, LocalDate.parse("2024-02-" + day), 1_000, LocalDate.parse("2024-03-02")));
    }
    control.take();
    AlertSignal fell = approved().get(approved().size() - 1);
    assertThat(fell.getLevel()).isEqualTo(SignalLevel.NONE);
    assertThat(fell.getRestated()).isTrue();
    assertThat(fell.getReason()).isEqualTo("restated");
    int told = approved().size();
    control.window(day(CITY, "2024-03-01", 1_500_000));
    control.take();
    assertThat(approved()).hasSize(told);
  }

  private List<AlertSignal> approved() {
    return control.signals().stream().filter(s -> s.getRule().equals("approved-energy")).toList();
  }

  @Test
  void shouldSignalADeficitOfAnAccountAndRestateItByAnEntryAboutThePast() {
    control.quota(allowance("a", QuotaEntry.Kind.ALLOCATION, "180", "2024-01-01"));
    for (LocalDate day = LocalDate.parse("2023-01-01");
        day.isBefore(LocalDate.parse("2024-07-01"));
        day = day.plusDays(1)) {
      control.window(ControlDriver.day("U1", day, Map.of("co2e", 600_000L), 1, midnight(day, 1)));
    }
    control.take();
    AlertSignal signal = deficits().get(deficits().size() - 1);
    assertThat(signal.getSubject()).isEqualTo("2024");
    assertThat(signal.getLevel()).as("219.6 t are expected").isEqualTo(SignalLevel.CRITICAL);
    assertThat(signal.getMeasured()).isEqualTo("219.6");
    assertThat(signal.getLimit()).isEqualTo("180");
    assertThat(signal.getSince())
        .as("the first week's end: last year is known")
        .isEqualTo(midnight(LocalDate.parse("2024-01-08"), 0));
    control.quota(allowance("b", QuotaEntry.Kind.PURCHASE, "60", "2024-01-01"));
    control.take();
    signal = deficits().get(deficits().size() - 1);
    assertThat(signal.getLevel()).isEqualTo(SignalLevel.NONE);
    assertThat(signal.getRestated()).as("by an entry about the past").isTrue();
    assertThat(deficits()).extracting(AlertSignal::getSubject).containsOnly("2024");
  }

  private static Instant midnight(LocalDate day, int later) {
    return day.plusDays(later).atStartOfDay(ControlDriver.ZONE).toInstant();
  }

  private static QuotaEntry allowance(String id, QuotaEntry.Kind kind, String tonnes, String date) {
    return new QuotaEntry(
        id,
        "U1",
        QuotaEntry.Scheme.ETS,
        Year.of(2024),
        kind,
        new BigDecimal(tonnes),
        LocalDate.parse(date),
        Optional.empty(),
        "test");
  }

  private List<AlertSignal> deficits() {
    return control.signals().stream().filter(s -> s.getRule().equals("allowance-deficit")).toList();
  }

  @Test
  void shouldForetellTheYearsIntensityAndHoldItAgainstItsTargets() {
    control.target(decline("14.5"));
    for (int month = 1; month <= 12; month++) {
      control.report(gdp("2023-%02d".formatted(month), "1000"));
    }
    control.report(gdp("2024-01", "1010"));
    days("2023-01-01", "2024-03-01", 1_000_000);
    control.take();
    ControlForecast forecast = control.forecasts().get(CITY + "|tce/GDP|2024");
    assertThat(forecast.getDenominator()).isEqualTo("GDP");
    assertThat(forecast.getUnit()).isEqualTo("tce/1e4 CNY");
    // 366 t over twelve months of last year, 1 % more in each
    assertThat(new BigDecimal(forecast.getValue()).doubleValue())
        .isEqualTo(366.0 / 12_120, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(new BigDecimal(forecast.getLow()))
        .isLessThanOrEqualTo(new BigDecimal(forecast.getValue()));
    assertThat(new BigDecimal(forecast.getHigh()))
        .isGreaterThanOrEqualTo(new BigDecimal(forecast.getValue()));
    assertThat(forecast.getAssumed())
        .containsExactly("carried-growth 2024-02..2024-12 x1.01 (2024-01)");
    assertThat(forecast.getProvisional()).isTrue();
    // 365 t over 12 000 in 2023, of which 0.855^(1/5) is asked
    assertThat(forecast.getTargets().get(0).getTarget()).isEqualTo("K");
    assertThat(forecast.getTargets().get(0).getLimit()).startsWith("0.02947846");
    assertThat(forecast.getTargets().get(0).getOutlook()).isEqualTo("EXPECTED");
    assertThat(control.forecasts().get(CITY + "|tce/GDP|2023").getMethod()).isEqualTo("measured");
    assertThat(control.signals())
        .extracting(AlertSignal::getRule, AlertSignal::getSubject)
        .contains(tuple("forecast-breach", "K@2024"));
  }

  @Test
  void shouldJudgeAUnitByTheRulesOfItsRegionAndBeforeThemOfItsIndustry() {
    Map<String, String> places = Map.of("U1", "360100", "U2", "360200", "U3", "360100");
    places.forEach(
        (unit, region) -> {
          control.unit(unit, region, unit.equals("U3") ? "4411" : "3011");
          control.target(
              new Target(
                  "A",
                  unit,
                  "tce",
                  Period.year(2024),
                  60_000_000,
                  Target.DEFAULT_MARGIN,
                  "test",
                  Terms.of(TargetType.APPROVED_ENERGY).build()));
          for (int day = 1; day <= 30; day++) {
            control.window(day(unit, "2024-01-%02d".formatted(day), 1_000_000));
          }
        });
    control.take();
    assertThat(warned()).as("half of what was approved, and 90 % is the rule").isEmpty();
    control.rule("approved-energy", "360100", "0.4");
    control.take();
    assertThat(warned()).containsExactlyInAnyOrder("U1", "U3");
    control.rule("approved-energy", "industry-4411", "0.8");
    control.take();
    assertThat(warned()).as("the industry's before the region's").containsExactly("U1");
    control.unit("U2", "360100", "3011");
    control.take();
    assertThat(warned()).as("it has moved there").containsExactlyInAnyOrder("U1", "U2");
  }

  /** Units whose newest finding warns. */
  private Set<String> warned() {
    Map<String, SignalLevel> newest = new TreeMap<>();
    approved().forEach(s -> newest.put(s.getEntity(), s.getLevel()));
    newest.values().removeIf(SignalLevel.NONE::equals);
    return newest.keySet();
  }

  @Test
  void shouldShowGrowthBesideTheFourLamps() {
    control.target(
        new Target(
            "G",
            CITY,
            "tce.coal",
            Period.parse("2021/2025").orElseThrow(),
            0,
            Target.DEFAULT_MARGIN,
            "test",
            Terms.of(TargetType.GROWTH)
                .operator(Operator.BELOW)
                .value(Optional.of(BigDecimal.ZERO))
                .unit("%")
                .build()));
    days("2023-01-01", "2024-01-01", 1_000_000);
    days("2024-01-01", "2024-02-01", 1_020_000);
    control.take();
    TargetLamp lamp = lamp("2024");
    assertThat(lamp.getKind()).isEqualTo("ENERGY_GROWTH");
    assertThat(lamp.getReason()).isEqualTo("grew");
    assertThat(lamp.getDecline()).isEqualTo("-0.02");
    assertThat(lamp.getSchedule()).isEqualTo(31 * 500_000);
    assertThat(control.lamps().get(CITY + "|2024").getState()).isEqualTo("NEITHER");
  }

  @Test
  void shouldCloseAFindingWhoseTargetIsWithdrawn() {
    Target target =
        new Target(
            "A",
            CITY,
            "tce",
            Period.year(2024),
            10_000_000,
            Target.DEFAULT_MARGIN,
            "test",
            Terms.of(TargetType.APPROVED_ENERGY).build());
    control.target(target);
    days("2024-01-01", "2024-02-01", 1_000_000);
    control.take();
    control.withdraw(target);
    control.take();
    AlertSignal last = approved().get(approved().size() - 1);
    assertThat(last.getClosed()).isTrue();
    assertThat(last.getReason()).isEqualTo("target-changed");
  }

  @Test
  void shouldEndWithTheSameLampsWhateverTheOrderAndLoseNothingByRestarts() {
    List<Consumer<ControlDriver>> events = history();
    Map<String, EntityLamps> expected = null;
    Map<String, IntensityWindow> intensities = null;
    for (int seed = 0; seed < 4; seed++) {
      Random random = new Random(seed);
      List<Consumer<ControlDriver>> order = new ArrayList<>(events);
      if (seed > 0) {
        Collections.shuffle(order, random);
      }
      for (Consumer<ControlDriver> event : order) {
        event.accept(control);
        if (seed > 0 && random.nextInt(60) == 0) {
          control.take();
        }
        if (seed > 1 && random.nextInt(150) == 0) {
          control = control.restarted();
        }
      }
      control.take();
      if (expected == null) {
        expected = unstamped(control.lamps());
        intensities = new TreeMap<>(control.intensities());
        assertThat(expected).hasSizeGreaterThan(3);
      } else {
        assertThat(unstamped(control.lamps())).as("seed %s", seed).isEqualTo(expected);
        assertThat(control.intensities().keySet()).containsAll(intensities.keySet());
        IntensityWindow year = control.intensities().get(CITY + "|tce|GDP|2023");
        assertThat(year.getDecline())
            .isEqualTo(intensities.get(CITY + "|tce|GDP|2023").getDecline());
      }
      control.close();
      control = new ControlDriver();
    }
  }

  /** Only event time and revision may differ: of equal results only the first is told. */
  private static Map<String, EntityLamps> unstamped(Map<String, EntityLamps> lamps) {
    Map<String, EntityLamps> result = new TreeMap<>();
    lamps.forEach(
        (key, value) ->
            result.put(
                key,
                EntityLamps.newBuilder(value)
                    .setAsOf(Instant.EPOCH)
                    .setLamps(
                        value.getLamps().stream()
                            .map(l -> TargetLamp.newBuilder(l).setRevision(0).build())
                            .toList())
                    .build()));
    return result;
  }

  /** Two years and two months of days, reports that come when they like, and three targets. */
  private static List<Consumer<ControlDriver>> history() {
    Random random = new Random(7);
    List<Consumer<ControlDriver>> events = new ArrayList<>();
    LocalDate end = LocalDate.parse("2023-09-01");
    for (LocalDate day = LocalDate.parse("2022-01-01"); day.isBefore(end); day = day.plusDays(1)) {
      EntityWindow window = day(CITY, day, 900_000 + random.nextInt(200_000), end);
      events.add(control -> control.window(window));
    }
    for (int month = 1; month <= 12; month++) {
      ActivityReport report = gdp("2022-%02d".formatted(month), "3" + random.nextInt(10) + "0");
      events.add(control -> control.report(report));
    }
    for (int month = 1; month <= 6; month++) {
      ActivityReport report = gdp("2023-%02d".formatted(month), "3" + random.nextInt(10) + "5");
      events.add(control -> control.report(report));
    }
    events.add(control -> control.target(budget("B", "tce", "2023", 366_000_000)));
    events.add(control -> control.target(budget("C", "co2e", "2023-08", 60_000_000)));
    events.add(control -> control.target(decline("14.5")));
    return events;
  }

  @Test
  void shouldJudgeManyEntitiesInTurn() {
    for (int i = 0; i < 120; i++) {
      String unit = "U%03d".formatted(i);
      control.target(
          new Target(
              "B", unit, "tce", Period.year(2024), 366_000_000, Target.DEFAULT_MARGIN, "test"));
      control.window(day(unit, "2024-01-01", 900_000));
    }
    control.take();
    assertThat(control.lamps()).hasSize(120);
  }

  @Test
  void shouldHoldAMeasuredStackAgainstTheCalculatedAlsoWithoutAnyTargetAndForUnitsOnly() {
    for (String entity : List.of("U", CITY)) {
      for (LocalDate day = LocalDate.parse("2024-01-01");
          day.isBefore(LocalDate.parse("2024-03-01"));
          day = day.plusDays(1)) {
        Map<String, Long> amounts =
            Map.of("co2e.combustion", 10_000_000L, "co2e.measured", 8_000_000L);
        Instant asOf = day.plusDays(1).atStartOfDay(ControlDriver.ZONE).toInstant();
        control.window(ControlDriver.day(entity, day, new TreeMap<>(amounts), 1, asOf));
      }
    }
    control.take();
    assertThat(control.signals())
        .filteredOn(signal -> signal.getRule().equals("measured-vs-calculated"))
        .extracting(AlertSignal::getEntity, AlertSignal::getLevel)
        .containsExactly(tuple("U", SignalLevel.WARNING));
  }

  @Test
  void shouldCallAPoorDayPoorUnlessAllOfItWasLoadedLater() {
    control.window(day("U", "2024-03-01", 1));
    control.window(day("V", "2024-03-01", 1));
    control.send(Topics.QUALITY_UNIT, "U|2024-02-28", quality("U", Duration.ofDays(8)));
    control.send(Topics.QUALITY_UNIT, "V|2024-02-28", quality("V", Duration.ofHours(1)));
    control.take();
    assertThat(poor()).extracting(AlertSignal::getEntity).containsExactly("V");
    // Loaded in the end: what was missing is no longer watched either.
    control.send(Topics.QUALITY_UNIT, "V|2024-02-28", quality("V", Duration.ofDays(8)));
    control.take();
    assertThat(poor()).hasSize(2);
    assertThat(poor().get(1).getLevel()).isEqualTo(SignalLevel.NONE);
  }

  private List<AlertSignal> poor() {
    return control.signals().stream().filter(s -> s.getRule().equals("poor-quality")).toList();
  }

  private static QualityUnit quality(String unit, Duration delay) {
    long late = delay.toMillis();
    return QualityUnit.newBuilder()
        .setUnit(unit)
        .setDay("2024-02-28")
        .setZone(ControlDriver.ZONE.getId())
        .setReceived(10)
        .setAccepted(10)
        .setDuplicate(0)
        .setCorrected(0)
        .setRejected(0)
        .setWithdrawn(0)
        .setRejectedByCode(Map.of())
        .setDelay(
            DelayQuantiles.newBuilder()
                .setCount(10)
                .setMin(late)
                .setP50(late)
                .setP95(late)
                .setP99(late)
                .setMax(late)
                .build())
        .setExpected(100)
        .setStored(10)
        .setCompleteness(0.1)
        .build();
  }
}
