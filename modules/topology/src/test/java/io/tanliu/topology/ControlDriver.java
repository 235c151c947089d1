// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.avro.AlertSignal;
import io.tanliu.avro.ControlForecast;
import io.tanliu.avro.EntityLamps;
import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.IntensityWindow;
import io.tanliu.avro.ShareWindow;
import io.tanliu.avro.WindowAmount;
import io.tanliu.domain.alert.Level;
import io.tanliu.domain.alert.RuleOverride;
import io.tanliu.domain.assess.QuotaEntry;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.unit.ActivityReport;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.reference.Seeds;
import io.tanliu.testkit.TestFactors;
import io.tanliu.topology.control.ControlTopology;
import io.tanliu.wire.AlertRuleMapping;
import io.tanliu.wire.Keys;
import io.tanliu.wire.QuotaMapping;
import io.tanliu.wire.ReportMapping;
import io.tanliu.wire.TargetMapping;
import io.tanliu.wire.Topic;
import io.tanliu.wire.Topics;
import io.tanliu.wire.UnitMapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The control topology in a driver without a broker. */
final class ControlDriver implements AutoCloseable {
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Seeds SEEDS = Seeds.load();

  private final TopologyTestDriver driver;
  private final Path directory;
  private final TreeMap<String, EntityLamps> lamps = new TreeMap<>();
  private final TreeMap<String, IntensityWindow> intensities = new TreeMap<>();
  private final TreeMap<String, ShareWindow> shares = new TreeMap<>();
  private final TreeMap<String, ControlForecast> forecasts = new TreeMap<>();
  private final List<AlertSignal> signals = new ArrayList<>();
  private int records;

  ControlDriver() {
    ControlTopology topology =
        new ControlTopology(
            SEEDS.control(),
            ZONE,
            List.of(),
            new TestFactors(),
            LedgerDriver.MEMBERSHIP,
            SEEDS.alertRules(),
            new BinaryAvro());
    try {
      Path memory = Path.of("/dev/shm");
      directory =
          Files.isWritable(memory)
              ? Files.createTempDirectory(memory, "control-test")
              : Files.createTempDirectory("control-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "control-test");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:0");
    config.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
    driver = new TopologyTestDriver(topology.get(), config, Instant.parse("2025-02-01T00:00:00Z"));
  }

  /** Ends this driver; another one goes on from nothing but what was stored and published. */
  ControlDriver restarted() {
    take();
    ControlDriver next = new ControlDriver();
    for (String store : driver.getAllStateStores().keySet()) {
      KeyValueStore<Object, Object> into = next.driver.getKeyValueStore(store);
      try (KeyValueIterator<Object, Object> all =
          driver.<Object, Object>getKeyValueStore(store).all()) {
        all.forEachRemaining(entry -> into.put(entry.key, entry.value));
      }
    }
    next.lamps.putAll(lamps);
    next.intensities.putAll(intensities);
    next.shares.putAll(shares);
    next.forecasts.putAll(forecasts);
    next.signals.addAll(signals);
    next.records = records;
    close();
    return next;
  }

  <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
    driver
        .createInputTopic(
            topic.name(), Serdes.String().serializer(), new BinaryAvro().of(topic).serializer())
        .pipeInput(key, value);
  }

  void target(Target target) {
    send(
        Topics.REF_TARGET, Keys.target(target.entity(), target.id()), TargetMapping.toAvro(target));
  }

  void withdraw(Target target) {
    send(Topics.REF_TARGET, Keys.target(target.entity(), target.id()), null);
  }

  void unit(String id, String region, String industry) {
    send(
        Topics.REF_UNIT,
        id,
        UnitMapping.toAvro(
            new EnergyUnit(id, id, region, industry, ZONE, List.of(Given.interval("E")))));
  }

  /** Another warning threshold for a scope. */
  void rule(String rule, String scope, String raise) {
    RuleOverride wanted =
        new RuleOverride(
            rule,
            scope,
            Optional.empty(),
            Map.of(
                Level.WARNING,
                new RuleOverride.Part(false, Optional.of(new BigDecimal(raise)), Optional.empty())),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            "test");
    send(
        Topics.REF_ALERT_RULE,
        AlertRuleMapping.key(wanted),
        AlertRuleMapping.toAvro(wanted, "test", 0));
  }

  void quota(QuotaEntry entry) {
    send(Topics.REF_QUOTA, entry.entity() + "|" + entry.id(), QuotaMapping.toAvro(entry));
  }

  void report(ActivityReport report) {
    send(Topics.REPORT_ACTIVITY, ReportMapping.key(report), ReportMapping.toAvro(report));
  }

  /** What the ledger publishes for a day; amounts in whole base units. */
  static EntityWindow day(
      String entity, LocalDate day, Map<String, Long> amounts, double coverage, Instant asOf) {
    Instant start = day.atStartOfDay(ZONE).toInstant();
    Instant end = day.plusDays(1).atStartOfDay(ZONE).toInstant();
    return window(entity, "1d", start, end, amounts, coverage, asOf);
  }

  static EntityWindow window(
      String entity,
      String granularity,
      Instant start,
      Instant end,
      Map<String, Long> amounts,
      double coverage,
      Instant asOf) {
    EntityWindow.Builder window =
        EntityWindow.newBuilder()
            .setEntity(entity)
            .setGranularity(granularity)
            .setStart(start)
            .setEnd(end)
            .setZone(ZONE.getId())
            .setAsOf(asOf)
            .setRevision(1)
            .setProvisional(end.isAfter(asOf));
    Map<String, WindowAmount> all = new TreeMap<>();
    amounts.forEach(
        (quantity, amount) ->
            all.put(
                quantity,
                WindowAmount.newBuilder()
                    .setAmount(amount)
                    .setUnit(quantity.startsWith("co2e") ? "gCO2e" : "gce")
                    .setCoverage(coverage)
                    .setEstimated(0)
                    .build()));
    return window.setAmounts(all).build();
  }

  void window(EntityWindow window) {
    send(
        Topics.METRIC_ENERGY,
        Keys.window(window.getEntity(), window.getGranularity(), window.getStart().toEpochMilli()),
        window);
  }

  /** Lets judging come due, for a crowd too, and takes what was published. */
  void take() {
    driver.advanceWallClockTime(Duration.ofSeconds(6));
    driver.advanceWallClockTime(Duration.ofSeconds(6));
    records += keep(Topics.CONTROL_LAMP, lamps);
    records += keep(Topics.METRIC_INTENSITY, intensities);
    records += keep(Topics.METRIC_SHARE, shares);
    records += keep(Topics.CONTROL_FORECAST, forecasts);
    read(Topics.ALERT_SIGNAL).forEach(r -> signals.add(r.value()));
  }

  private <V extends SpecificRecord> int keep(Topic<V> topic, Map<String, V> newest) {
    var read = read(topic);
    read.forEach(
        r -> {
          if (r.value() == null) {
            newest.remove(r.key());
          } else {
            newest.put(r.key(), r.value());
          }
        });
    return read.size();
  }

  private <V extends SpecificRecord> List<org.apache.kafka.streams.test.TestRecord<String, V>> read(
      Topic<V> topic) {
    return driver
        .createOutputTopic(
            topic.name(), Serdes.String().deserializer(), new BinaryAvro().of(topic).deserializer())
        .readRecordsToList();
  }

  Map<String, EntityLamps> lamps() {
    return lamps;
  }

  Map<String, IntensityWindow> intensities() {
    return intensities;
  }

  Map<String, ShareWindow> shares() {
    return shares;
  }

  Map<String, ControlForecast> forecasts() {
    return forecasts;
  }

  List<AlertSignal> signals() {
    return signals;
  }

  /** Records published so far, findings left out. */
  int records() {
    return records;
  }

  @Override
  public void close() {
    driver.close();
    try {
      Utils.delete(directory.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
