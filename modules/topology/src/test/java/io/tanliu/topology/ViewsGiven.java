// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.avro.AlertSignal;
import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.ScreeningEvent;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * The derived views under the test driver, with what the ledger, the register and the reports would
 * send.
 */
abstract class ViewsGiven {
  static final Seeds SEEDS = Seeds.load();
  private static final String CLINKER = "水泥熟料";

  @TempDir Path dir;
  TopologyTestDriver driver;

  @BeforeEach
  void start() throws IOException {
    driver = driver();
  }

  TopologyTestDriver driver() throws IOException {
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

  final Map<String, Map<String, Object>> told = new LinkedHashMap<>();

  static Map<String, Long> both(String tonnes) {
    return Map.of("tce", tonnes(tonnes), "co2e", tonnes(tonnes));
  }

  static long tonnes(String tonnes) {
    return new BigDecimal(tonnes).movePointRight(6).longValueExact();
  }

  void cement(String id, String industry, String capacity) {
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

  void define(EnergyUnit unit) {
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

  void production(String unit, String period, String tonnes) {
    ActivityReport report = clinker(unit, period, tonnes);
    send(Topics.REPORT_ACTIVITY, ReportMapping.key(report), ReportMapping.toAvro(report));
  }

  void quota(String id, QuotaEntry.Kind kind, String amount, String date) {
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

  void days(String unit, String from, String to, Map<String, Long> amounts) {
    days(unit, from, to, amounts, to);
  }

  /** Days as the ledger publishes them, after which the unit has sent up to noon of a day. */
  void days(String unit, String from, String to, Map<String, Long> amounts, String asOf) {
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

  <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
    driver
        .createInputTopic(
            topic.name(), Serdes.String().serializer(), new BinaryAvro().of(topic).serializer())
        .pipeInput(key, value);
  }

  <V extends SpecificRecord> void delete(Topic<V> topic, String key) {
    send(topic, key, null);
  }

  void tick() {
    for (int i = 0; i < 6; i++) {
      driver.advanceWallClockTime(Duration.ofMillis(500));
    }
  }

  /** The newest value of every key that was ever told; null where it was taken back. */
  @SuppressWarnings("unchecked")
  <V extends SpecificRecord> Map<String, V> read(Topic<V> topic) {
    Map<String, Object> newest = told.computeIfAbsent(topic.name(), name -> new LinkedHashMap<>());
    driver
        .createOutputTopic(
            topic.name(), Serdes.String().deserializer(), new BinaryAvro().of(topic).deserializer())
        .readKeyValuesToList()
        .forEach(record -> newest.put(record.key, record.value));
    return (Map<String, V>) (Map<String, ?>) newest;
  }

  List<ScreeningEvent> events() {
    return driver
        .createOutputTopic(
            Topics.CONTROL_SCREENING_EVENT.name(),
            Serdes.String().deserializer(),
            new BinaryAvro().of(Topics.CONTROL_SCREENING_EVENT).deserializer())
        .readValuesToList();
  }

  List<AlertSignal> signals() {
    return driver
        .createOutputTopic(
            Topics.ALERT_SIGNAL.name(),
            Serdes.String().deserializer(),
            new BinaryAvro().of(Topics.ALERT_SIGNAL).deserializer())
        .readValuesToList();
  }

  static <V> V last(List<V> values) {
    return values.get(values.size() - 1);
  }
}
