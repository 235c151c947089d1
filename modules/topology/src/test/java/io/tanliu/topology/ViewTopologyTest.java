// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.avro.AlertSignal;
import io.tanliu.avro.AllowanceBalance;
import io.tanliu.avro.CapacityShare;
import io.tanliu.avro.CarbonCode;
import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.RankPlace;
import io.tanliu.avro.Ranking;
import io.tanliu.avro.ScreeningEvent;
import io.tanliu.avro.ScreeningState;
import io.tanliu.avro.SignalLevel;
import io.tanliu.avro.UnitClass;
import io.tanliu.avro.UnitRank;
import io.tanliu.avro.WindowAmount;
import io.tanliu.domain.assess.QuotaEntry;
import io.tanliu.domain.unit.ActivityReport;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.UnitProfile;
import io.tanliu.domain.unit.UnitProfile.Product;
import io.tanliu.reference.Seeds;
import io.tanliu.topology.views.ViewTopology;
import io.tanliu.wire.Keys;
import io.tanliu.wire.QuotaMapping;
import io.tanliu.wire.ReportMapping;
import io.tanliu.wire.Topic;
import io.tanliu.wire.Topics;
import io.tanliu.wire.UnitMapping;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The derived views, from published days, the register, reports and allowance entries. */
class ViewTopologyTest {
  private static final Seeds SEEDS = Seeds.load();
  private static final String CLINKER = "水泥熟料";

  @TempDir Path dir;
  private TopologyTestDriver driver;

  @BeforeEach
  void start() throws IOException {
    driver = driver();
  }

  private TopologyTestDriver driver() throws IOException {
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "views-test");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:0");
    config.put(StreamsConfig.STATE_DIR_CONFIG, Files.createTempDirectory(dir, "s").toString());
    return new TopologyTestDriver(
        new ViewTopology(
                SEEDS.assess(), LedgerDriver.MEMBERSHIP, SEEDS.alertRules(), new BinaryAvro())
            .get(),
        config,
        Instant.parse("2025-02-01T00:00:00Z"));
  }

  @AfterEach
  void close() throws IOException {
    driver.close();
    Utils.delete(dir.toFile());
  }

  @Test
  void shouldClassAProductByItsEnergyAndItsProduction() {
    cement("U", "3011", "1000000");
    days("U", "2024-01-01", "2025-01-03", Map.of("tce", tonnes("105"), "electricity", 52_000_000L));
    production("U", "2024", "366000");
    tick();
    UnitClass year = read(Topics.CONTROL_CLASS).get("U|2024");
    assertThat(year.getProvisional()).isFalse();
    var product = year.getProducts().get(0);
    assertThat(product.getReason()).isEmpty();
    var indicators = product.getIndicators();
    assertThat(indicators.get(0).getIndicator()).isEqualTo("单位产品综合能耗");
    assertThat(indicators.get(0).getValue()).as("105 t a day for 1 000 t").isEqualTo("105");
    assertThat(indicators.get(0).getLevel()).as("100 < 105 <= 107").isEqualTo(2);
    assertThat(indicators.get(0).getPolicyClass()).isEqualTo("BASELINE");
    assertThat(indicators.get(0).getUncorrected()).containsExactly("air_pressure_pa");
    assertThat(indicators.get(1).getUnit()).isEqualTo("kWh/t");
    assertThat(indicators.get(1).getValue()).isEqualTo("52");
    assertThat(indicators.get(2).getValue()).as("no coal is metered").isNull();
    days("U", "2024-03-01", "2024-05-01", Map.of("tce", tonnes("50")), "2025-01-03");
    tick();
    assertThat(read(Topics.CONTROL_CLASS).get("U|2024").getProducts().get(0).getIndicators().get(0))
        .as("a correction of two months")
        .satisfies(i -> assertThat(i.getPolicyClass()).isEqualTo("BENCHMARK"));
  }

  @Test
  void shouldTellTheDayOnWhichAUnitEnteredAndTakeItBackAfterACorrection() {
    cement("U", "3011", "1000000");
    days("U", "2024-01-01", "2024-09-20", Map.of("tce", tonnes("40")));
    tick();
    List<ScreeningEvent> events = events();
    assertThat(events)
        .extracting(e -> e.getEvent() + " " + e.getProgramme() + " " + e.getDay())
        .containsExactlyInAnyOrder(
            "ENTERED T036 2024-09-06",
            "ENTERED T037 2024-05-04",
            "LEFT T037 2024-09-06",
            "ENTERED N002 2024-09-06",
            "ENTERED N003 2024-05-04",
            "LEFT N003 2024-09-06",
            "ENTERED T124 2024-05-04",
            "ENTERED T125 2024-02-19",
            "LEFT T125 2024-05-04");
    ScreeningState state = read(Topics.CONTROL_SCREENING).get("U|T036");
    assertThat(state.getState()).isEqualTo("INSIDE");
    assertThat(state.getSince()).isEqualTo("2024-09-06");
    assertThat(state.getTotal()).isEqualTo("10520");

    days("U", "2024-02-01", "2024-02-11", Map.of("tce", tonnes("1")), "2024-09-20");
    tick();
    assertThat(events())
        .extracting(
            e -> e.getEvent() + " " + e.getProgramme() + " " + e.getBefore() + " " + e.getAfter())
        .contains("RESTATED T036 2024-09-06.. 2024-09-16..");
    days("U", "2024-02-01", "2024-04-11", Map.of("tce", tonnes("1")), "2024-09-20");
    tick();
    assertThat(events())
        .filteredOn(e -> e.getProgramme().equals("T036"))
        .extracting(e -> e.getEvent() + " " + e.getBefore() + " " + e.getAfter())
        .containsExactly("RESTATED 2024-09-16.. ");
  }

  @Test
  void shouldEnrolADataCentreAboveTenThousandTonnes() {
    define(new EnergyUnit("DC", "DC", "360102", "6450", Given.ZONE, List.of(Given.interval("E"))));
    days("DC", "2024-01-01", "2024-12-31", Map.of("tce", tonnes("30")));
    tick();
    assertThat(events())
        .filteredOn(e -> e.getProgramme().equals("T063"))
        .extracting(ScreeningEvent::getDay)
        .as("334 days of 30 t are 10 020 t")
        .containsExactly("2024-11-29");
  }

  @Test
  void shouldBalanceAllowancesAndSignalADeficit() {
    cement("U", "3011", "1000000");
    quota("a", QuotaEntry.Kind.ALLOCATION, "30000", "2024-01-01");
    days("U", "2023-01-01", "2024-07-01", Map.of("co2e", tonnes("100")));
    tick();
    AllowanceBalance balance = read(Topics.CONTROL_ALLOWANCE).get("U|ETS|2024");
    assertThat(balance.getState()).isEqualTo("DEFICIT_FORECAST");
    assertThat(balance.getUsed()).isEqualTo("18200");
    assertThat(balance.getForecastMethod()).isEqualTo("last-year-shape");
    AlertSignal signal = last(signals());
    assertThat(signal.getRule()).isEqualTo("allowance-deficit");
    assertThat(signal.getLevel()).isEqualTo(SignalLevel.CRITICAL);
    assertThat(signal.getLimit()).isEqualTo("30000");
    assertThat(signal.getSince())
        .as("the end of the thirtieth day, when a forecast is possible")
        .isEqualTo(Instant.parse("2024-01-30T16:00:00Z"));

    quota("b", QuotaEntry.Kind.PURCHASE, "9000", "2024-03-01");
    tick();
    assertThat(read(Topics.CONTROL_ALLOWANCE).get("U|ETS|2024").getState()).isEqualTo("COVERED");
    signal = last(signals());
    assertThat(signal.getLevel()).isEqualTo(SignalLevel.NONE);
    assertThat(signal.getRestated()).as("by an entry about the past").isTrue();

    delete(Topics.REF_QUOTA, "U|b");
    tick();
    assertThat(read(Topics.CONTROL_ALLOWANCE).get("U|ETS|2024").getState())
        .isEqualTo("DEFICIT_FORECAST");
    delete(Topics.REF_QUOTA, "U|a");
    tick();
    assertThat(read(Topics.CONTROL_ALLOWANCE)).containsEntry("U|ETS|2024", null);
  }

  @Test
  void shouldRankCodeAndWeighTheUnitsOfAnIndustryAlikeInAnyOrderOfArrival() throws IOException {
    Map<String, String> first = null;
    for (int seed = 0; seed < 3; seed++) {
      driver.close();
      driver = driver();
      told.clear();
      List<Runnable> steps = new ArrayList<>();
      for (int i = 1; i <= 6; i++) {
        String unit = "U" + i;
        String now = String.valueOf(60 + 10 * i);
        steps.add(() -> cement(unit, "3011", "100000"));
        steps.add(() -> days(unit, "2023-01-01", "2024-01-01", both("100"), "2024-03-01"));
        steps.add(() -> days(unit, "2024-01-01", "2024-03-01", both(now), "2024-03-01"));
        steps.add(() -> production(unit, "2023", "365000"));
        steps.add(() -> production(unit, "2024", "366000"));
      }
      steps.add(() -> cement("V", "3011", "100000"));
      steps.add(() -> days("V", "2024-01-01", "2024-03-01", both("90")));
      Collections.shuffle(steps, new Random(seed));
      for (Runnable step : steps) {
        step.run();
        tick();
      }
      Map<String, String> now = new LinkedHashMap<>();
      read(Topics.CONTROL_RANKING).forEach((key, value) -> now.put(key, value.toString()));
      read(Topics.CONTROL_CODE).forEach((key, value) -> now.put(key, value.toString()));
      read(Topics.CONTROL_CAPACITY).forEach((key, value) -> now.put(key, value.toString()));
      Map<String, String> sorted = new java.util.TreeMap<>(now);
      assertThat(first == null ? sorted : first).isEqualTo(sorted);
      first = sorted;
    }
    Ranking reduction = read(Topics.CONTROL_RANKING).get("360000|3011|tce|reduction|any");
    assertThat(reduction.getBest())
        .extracting(RankPlace::getEntity)
        .containsExactly("U1", "U2", "U3", "U4", "U5", "U6");
    assertThat(reduction.getBest().get(0).getValue()).isEqualTo("0.3");
    assertThat(reduction.getUnranked())
        .extracting(u -> u.getReason() + u.getFirst())
        .containsExactly("no-production[V]");
    CarbonCode code = read(Topics.CONTROL_CODE).get("U1");
    assertThat(code.getPeers()).isEqualTo(6);
    assertThat(code.getCode()).as("70 against a median of 95 a tonne").isEqualTo(2);
    assertThat(read(Topics.CONTROL_CODE).get("V").getCode()).isNull();
    CapacityShare share = read(Topics.CONTROL_CAPACITY).get("360000|3011");
    assertThat(share.getProducts().get(0).getTotal()).isEqualTo("700000");
    assertThat(share.getState()).as("6 of 7 at 100 kgce/t or below").isEqualTo("MET");
    UnitRank rank = read(Topics.CONTROL_RANK).get("U3|360000|3011|co2e|intensity");
    assertThat(rank.getRank()).isEqualTo(3);
  }

  @Test
  void shouldTellAUnitsRankAgainOnlyWhenItChanged() {
    for (int i = 1; i <= 3; i++) {
      cement("U" + i, "3011", "100000");
      production("U" + i, "2024", "366000");
      days("U" + i, "2024-01-01", "2024-03-01", both(String.valueOf(60 + 10 * i)));
    }
    tick();
    assertThat(read(Topics.CONTROL_RANK)).isNotEmpty();
    told.clear();
    days("U2", "2024-03-01", "2024-03-02", both("79"));
    tick();
    assertThat(read(Topics.CONTROL_RANK)).as("other values, the same ranks").isEmpty();
    told.clear();
    days("U2", "2024-03-02", "2024-03-20", both("10"));
    tick();
    assertThat(read(Topics.CONTROL_RANK).keySet())
        .allMatch(key -> key.contains("intensity"))
        .anyMatch(key -> key.startsWith("U1|"))
        .anyMatch(key -> key.startsWith("U2|"))
        .noneMatch(key -> key.startsWith("U3|"));
  }

  private final Map<String, Map<String, Object>> told = new LinkedHashMap<>();

  static Map<String, Long> both(String tonnes) {
    return Map.of("tce", tonnes(tonnes), "co2e", tonnes(tonnes));
  }

  private static long tonnes(String tonnes) {
    return new BigDecimal(tonnes).movePointRight(6).longValueExact();
  }

  private void cement(String id, String industry, String capacity) {
    define(cementUnit(id, industry, capacity));
  }

  static EnergyUnit cementUnit(String id, String industry, String capacity) {
    EnergyUnit unit =
        new EnergyUnit(id, id, "360102", industry, Given.ZONE, List.of(Given.interval("E")));
    Product clinker =
        new Product(
            CLINKER, Optional.of(new BigDecimal(capacity)), "t/a", Optional.empty(), Map.of());
    return unit.with(new UnitProfile(List.of(clinker), false, Optional.empty(), Optional.empty()));
  }

  private void define(EnergyUnit unit) {
    send(Topics.REF_UNIT, unit.id(), UnitMapping.toAvro(unit));
  }

  static ActivityReport clinker(String unit, String period, String tonnes) {
    return new ActivityReport(
        unit,
        ActivityReport.Kind.PRODUCTION,
        Optional.of(CLINKER),
        period,
        new BigDecimal(tonnes),
        "t",
        Optional.empty(),
        false,
        "test");
  }

  private void production(String unit, String period, String tonnes) {
    ActivityReport report = clinker(unit, period, tonnes);
    send(Topics.REPORT_ACTIVITY, ReportMapping.key(report), ReportMapping.toAvro(report));
  }

  private void quota(String id, QuotaEntry.Kind kind, String amount, String date) {
    QuotaEntry entry =
        new QuotaEntry(
            id,
            "U",
            QuotaEntry.Scheme.ETS,
            Year.of(2024),
            kind,
            new BigDecimal(amount),
            LocalDate.parse(date),
            Optional.empty(),
            "test");
    send(Topics.REF_QUOTA, QuotaMapping.key(entry), QuotaMapping.toAvro(entry));
  }

  private void days(String unit, String from, String to, Map<String, Long> amounts) {
    days(unit, from, to, amounts, to);
  }

  /** Days as the ledger publishes them, after which the unit has sent up to noon of a day. */
  private void days(String unit, String from, String to, Map<String, Long> amounts, String asOf) {
    for (EntityWindow window : windows(unit, from, to, amounts, asOf)) {
      send(Topics.METRIC_ENERGY, key(window), window);
    }
  }

  static String key(EntityWindow window) {
    return Keys.window(window.getEntity(), "1d", window.getStart().toEpochMilli());
  }

  static List<EntityWindow> windows(
      String unit, String from, String to, Map<String, Long> amounts, String asOf) {
    Instant reached = LocalDate.parse(asOf).atTime(12, 0).atZone(Given.ZONE).toInstant();
    Map<String, WindowAmount> values = new LinkedHashMap<>();
    amounts.forEach(
        (name, amount) ->
            values.put(
                name,
                WindowAmount.newBuilder()
                    .setAmount(amount)
                    .setUnit("g")
                    .setCoverage(1)
                    .setEstimated(0)
                    .build()));
    List<EntityWindow> windows = new ArrayList<>();
    for (LocalDate day = LocalDate.parse(from);
        day.isBefore(LocalDate.parse(to));
        day = day.plusDays(1)) {
      windows.add(
          EntityWindow.newBuilder()
              .setEntity(unit)
              .setGranularity("1d")
              .setStart(day.atStartOfDay(Given.ZONE).toInstant())
              .setEnd(day.plusDays(1).atStartOfDay(Given.ZONE).toInstant())
              .setZone(Given.ZONE.getId())
              .setAsOf(reached)
              .setRevision(1)
              .setProvisional(false)
              .setAmounts(values)
              .build());
    }
    return windows;
  }

  private <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
    driver
        .createInputTopic(
            topic.name(), Serdes.String().serializer(), new BinaryAvro().of(topic).serializer())
        .pipeInput(key, value);
  }

  private <V extends SpecificRecord> void delete(Topic<V> topic, String key) {
    send(topic, key, null);
  }

  private void tick() {
    for (int i = 0; i < 6; i++) {
      driver.advanceWallClockTime(Duration.ofMillis(500));
    }
  }

  /** The newest value of every key that was ever told; null where it was taken back. */
  @SuppressWarnings("unchecked")
  private <V extends SpecificRecord> Map<String, V> read(Topic<V> topic) {
    Map<String, Object> newest = told.computeIfAbsent(topic.name(), name -> new LinkedHashMap<>());
    driver
        .createOutputTopic(
            topic.name(), Serdes.String().deserializer(), new BinaryAvro().of(topic).deserializer())
        .readKeyValuesToList()
        .forEach(record -> newest.put(record.key, record.value));
    return (Map<String, V>) (Map<String, ?>) newest;
  }

  private List<ScreeningEvent> events() {
    return driver
        .createOutputTopic(
            Topics.CONTROL_SCREENING_EVENT.name(),
            Serdes.String().deserializer(),
            new BinaryAvro().of(Topics.CONTROL_SCREENING_EVENT).deserializer())
        .readValuesToList();
  }

  private List<AlertSignal> signals() {
    return driver
        .createOutputTopic(
            Topics.ALERT_SIGNAL.name(),
            Serdes.String().deserializer(),
            new BinaryAvro().of(Topics.ALERT_SIGNAL).deserializer())
        .readValuesToList();
  }

  private static <V> V last(List<V> values) {
    return values.get(values.size() - 1);
  }
}
