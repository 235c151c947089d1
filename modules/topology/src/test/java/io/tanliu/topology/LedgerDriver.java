// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertRuleDefinition;
import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.QualityAccount;
import io.tanliu.avro.QualityUnit;
import io.tanliu.avro.RejectedReading;
import io.tanliu.avro.UnitDefinition;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.convert.DatedFactor;
import io.tanliu.domain.quality.VeeRules;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.time.Granularity;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Membership;
import io.tanliu.reference.Seeds;
import io.tanliu.testkit.History;
import io.tanliu.testkit.TestFactors;
import io.tanliu.wire.EditProof;
import io.tanliu.wire.FactorMapping;
import io.tanliu.wire.FrameMapping;
import io.tanliu.wire.Keys;
import io.tanliu.wire.TargetMapping;
import io.tanliu.wire.Topic;
import io.tanliu.wire.Topics;
import io.tanliu.wire.UnitMapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The ledger topology in a driver without a broker: one partition, no cache, time by hand. */
final class LedgerDriver implements AutoCloseable {
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** County, city, province, nation and industry, as the code is built. */
  static final Membership MEMBERSHIP =
      (region, industry) ->
          List.of(
              region,
              region.substring(0, 4) + "00",
              region.substring(0, 2) + "0000",
              "100000",
              Membership.INDUSTRY_PREFIX + industry);

  static final VeeRules RULES = Seeds.load().rules();

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final TopologyTestDriver driver;
  private final TreeMap<String, EntityWindow> energy = new TreeMap<>();
  private final TreeMap<String, EntityWindow> carbon = new TreeMap<>();
  private final Path stateDirectory;
  private final Duration horizon;
  private Optional<AlertsDriver> life = Optional.empty();
  private int frames;

  LedgerDriver(Duration horizon) {
    this(horizon, Granularity.QUARTER_HOUR);
  }

  LedgerDriver(Duration horizon, Granularity finest) {
    this(new LedgerSettings(ZONE, horizon, Duration.ofMillis(500)).withFinest(finest));
  }

  LedgerDriver(LedgerSettings settings) {
    this(settings, EditProof.of(Map.of()));
  }

  /** A ledger that wants changes by hand proven. */
  LedgerDriver(EditProof edits) {
    this(LedgerSettings.DEFAULT, edits);
  }

  private LedgerDriver(LedgerSettings settings, EditProof edits) {
    this.horizon = settings.horizon();
    BinaryAvro serdes =
        new BinaryAvro() {
          @Override
          public EditProof edits() {
            return edits;
          }
        };
    LedgerTopology topology =
        new LedgerTopology(settings, new TestFactors(), MEMBERSHIP, RULES, serdes, meters);
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "ledger-test");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:0");
    stateDirectory = stateDirectory();
    config.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    driver = new TopologyTestDriver(topology.get(), config, Instant.parse("2025-02-01T00:00:00Z"));
  }

  LedgerDriver() {
    this(LedgerSettings.DEFAULT.horizon());
  }

  /** Ends this driver; another one goes on from nothing but what was stored and published. */
  LedgerDriver restarted() {
    energy();
    carbon();
    LedgerDriver next = new LedgerDriver(horizon);
    for (String store : driver.getAllStateStores().keySet()) {
      KeyValueStore<Object, Object> into = next.driver.getKeyValueStore(store);
      try (KeyValueIterator<Object, Object> all =
          driver.<Object, Object>getKeyValueStore(store).all()) {
        all.forEachRemaining(entry -> into.put(entry.key, entry.value));
      }
    }
    next.energy.putAll(energy);
    next.carbon.putAll(carbon);
    next.frames = frames;
    next.life = life.map(AlertsDriver::restarted);
    life = Optional.empty();
    close();
    return next;
  }

  /** Puts an entry into a store, as if it had been left there. */
  void put(String store, byte[] key, byte[] value) {
    boolean text = Set.of("unit-accounts", "unit-books", "region-books").contains(store);
    driver
        .<Object, byte[]>getKeyValueStore(store)
        .put(text ? new String(key, StandardCharsets.UTF_8) : Bytes.wrap(key), value);
  }

  /** Puts a definition into its store, as if it had been taken long ago. */
  void put(EnergyUnit unit) {
    driver
        .<String, UnitDefinition>getKeyValueStore(LedgerTopology.DEFINITIONS)
        .put(unit.id(), UnitMapping.toAvro(unit));
  }

  void define(EnergyUnit unit) {
    send(Topics.REF_UNIT, unit.id(), UnitMapping.toAvro(unit));
  }

  void target(Target target) {
    send(
        Topics.REF_TARGET, Keys.target(target.entity(), target.id()), TargetMapping.toAvro(target));
  }

  void factor(DatedFactor factor) {
    send(Topics.REF_FACTOR, FactorMapping.key(factor), FactorMapping.toAvro(factor));
  }

  void withdraw(String entity, String id) {
    send(Topics.REF_TARGET, Keys.target(entity, id), null);
  }

  void frame(ReadingFrame frame) {
    send(Topics.READING_FRAME, frame.unit(), FrameMapping.toAvro(frame));
  }

  void read(String unit, Reading... readings) {
    frame(History.frame(unit, frames++, List.of(readings)));
  }

  <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
    input(topic).pipeInput(key, value);
  }

  <V extends SpecificRecord> void send(Topic<V> topic, TestRecord<String, V> record) {
    input(topic).pipeInput(record);
  }

  private <V extends SpecificRecord> TestInputTopic<String, V> input(Topic<V> topic) {
    return driver.createInputTopic(
        topic.name(), Serdes.String().serializer(), new BinaryAvro().of(topic).serializer());
  }

  /** Lets the publication come due, of regions after they were told. */
  void publish() {
    tell();
    driver.advanceWallClockTime(Duration.ofSeconds(6));
  }

  /** Lets regions be told of what changed in units. */
  private void tell() {
    driver.advanceWallClockTime(Duration.ofSeconds(1));
  }

  /** Publishes, and gives the newest energy window per key. */
  Map<String, EntityWindow> energy() {
    publish();
    read(Topics.METRIC_ENERGY).forEach(r -> keep(energy, r.key(), r.value()));
    return energy;
  }

  /** Publishes, and gives the newest carbon window per key. */
  Map<String, EntityWindow> carbon() {
    publish();
    read(Topics.METRIC_CARBON).forEach(r -> keep(carbon, r.key(), r.value()));
    return carbon;
  }

  private static void keep(Map<String, EntityWindow> windows, String key, EntityWindow window) {
    if (window == null) {
      windows.remove(key);
    } else {
      windows.put(key, window);
    }
  }

  /** What became of what was found, in the life of alerts. */
  List<AlertEvent> alerts() {
    return life().events();
  }

  /** Sets how alerts of a rule live, from the beginning of the log's time. */
  void rule(AlertRuleDefinition rule) {
    String key = Keys.alertRule(rule.getRule(), rule.getScope());
    life().send(Topics.REF_ALERT_RULE, key, rule, Instant.EPOCH);
  }

  private AlertsDriver life() {
    tell();
    if (life.isEmpty()) {
      life = Optional.of(new AlertsDriver(Instant.parse("2025-02-01T00:00:00Z")));
    }
    AlertsDriver alerts = life.get();
    read(Topics.ALERT_SIGNAL)
        .forEach(r -> alerts.send(Topics.ALERT_SIGNAL, r.key(), r.value(), r.getRecordTime()));
    return alerts;
  }

  /** Newest state per alert since the last call. */
  Map<String, AlertEvent> alertStates() {
    return life().states();
  }

  /** Publishes, and gives the newest account per key. */
  Map<String, QualityAccount> accounts() {
    publish();
    publish();
    Map<String, QualityAccount> accounts = new TreeMap<>();
    read(Topics.QUALITY_ACCOUNT).forEach(r -> accounts.put(r.key(), r.value()));
    return accounts;
  }

  /** Records of accounts since the last call. */
  int accountRecords() {
    return read(Topics.QUALITY_ACCOUNT).size();
  }

  /** Publishes, and gives the newest quality record per key since the last call. */
  Map<String, QualityUnit> quality() {
    advance(Duration.ofSeconds(15));
    Map<String, QualityUnit> days = new TreeMap<>();
    read(Topics.QUALITY_UNIT).forEach(r -> days.put(r.key(), r.value()));
    return days;
  }

  /** Moves the wall clock. */
  void advance(Duration time) {
    driver.advanceWallClockTime(time);
  }

  List<RejectedReading> rejected() {
    return read(Topics.READING_REJECTED).stream().map(r -> r.value()).toList();
  }

  /** Changes by hand that were noted, in the words of {@link EditText}. */
  List<String> edits() {
    return read(Topics.READING_EDIT).stream().map(r -> EditText.of(r.value())).toList();
  }

  /** Received, accepted, duplicate, corrected and rejected readings so far. */
  List<Long> counters() {
    List<Long> counts = new ArrayList<>();
    counts.add((long) meters.get("tanliu.streams.readings.received").counter().count());
    for (String outcome : List.of("accepted", "duplicate", "corrected", "rejected")) {
      counts.add(
          (long) meters.get("tanliu.streams.readings").tag("outcome", outcome).counter().count());
    }
    return counts;
  }

  private <V extends SpecificRecord> List<TestRecord<String, V>> read(Topic<V> topic) {
    TestOutputTopic<String, V> output =
        driver.createOutputTopic(
            topic.name(),
            Serdes.String().deserializer(),
            new BinaryAvro().of(topic).deserializer());
    return output.readRecordsToList();
  }

  /** The driver flushes its stores after every record: in memory, where the system offers it. */
  private static Path stateDirectory() {
    Path memory = Path.of("/dev/shm");
    try {
      return Files.isWritable(memory)
          ? Files.createTempDirectory(memory, "ledger-test")
          : Files.createTempDirectory("ledger-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    life.ifPresent(AlertsDriver::close);
    driver.close();
    try {
      Utils.delete(stateDirectory.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
