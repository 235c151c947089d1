// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static io.tanliu.topology.Given.at;
import static io.tanliu.topology.Given.interval;
import static io.tanliu.topology.Given.unit;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertSeverity;
import io.tanliu.avro.AlertState;
import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.WindowAmount;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.unit.Affiliation;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.testkit.TestFactors;
import io.tanliu.topology.audit.AuditTopology;
import io.tanliu.topology.audit.AuditTopology.AuditSettings;
import io.tanliu.wire.Keys;
import io.tanliu.wire.Topic;
import io.tanliu.wire.Topics;
import io.tanliu.wire.UnitMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

/** The second look at what the ledger has published. */
class RegionAuditTest {
  private static final Instant BEGIN = Instant.parse("2025-02-01T00:00:00Z");
  private static final String HOUR = "2024-06-01T00:00:00Z";

  @TempDir Path dir;
  private TopologyTestDriver audit;
  private AlertsDriver life;
  private Instant now = BEGIN;

  @BeforeEach
  void start() throws IOException {
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "audit-test");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:0");
    config.put(StreamsConfig.STATE_DIR_CONFIG, Files.createTempDirectory(dir, "s").toString());
    AuditSettings settings = new AuditSettings(Duration.ofDays(50), Duration.ofMinutes(5));
    audit =
        new TopologyTestDriver(
            new AuditTopology(
                    settings, new TestFactors(), LedgerDriver.MEMBERSHIP, new BinaryAvro())
                .get(),
            config,
            BEGIN);
    life = new AlertsDriver(BEGIN);
  }

  @AfterEach
  void close() throws IOException {
    life.close();
    audit.close();
    Utils.delete(dir.toFile());
  }

  @Test
  void shouldTellAForgedRegionOnceAndResolveItWhenItIsPutRight() {
    define(unit("U", "360102", interval("E1")));
    define(unit("V", "360102", interval("E1")));
    publish("U", 10);
    publish("V", 5);
    for (String parent : LedgerDriver.MEMBERSHIP.parents("360102", "3120")) {
      publish(parent, parent.equals("360100") ? 16 : 15);
    }
    pass(Duration.ofMinutes(4));
    assertThat(alerts()).as("it may still be on its way").isEmpty();
    pass(Duration.ofMinutes(2));
    List<AlertEvent> told = alerts();
    assertThat(told).hasSize(1);
    AlertEvent alert = told.get(0);
    assertThat(alert.getAlertId()).isEqualTo("region-audit|360100|sum");
    assertThat(alert.getState()).isEqualTo(AlertState.FIRING);
    assertThat(alert.getSeverity()).isEqualTo(AlertSeverity.CRITICAL);
    assertThat(alert.getPeriod()).isEqualTo(HOUR);
    assertThat(alert.getQuantity()).isEqualTo("electricity");
    assertThat(alert.getMeasured()).isEqualTo("16");
    assertThat(alert.getLimit()).isEqualTo("15");
    assertThat(alert.getUnit()).isEqualTo("Wh");
    pass(Duration.ofMinutes(30));
    assertThat(alerts()).isEmpty();

    publish("360100", 15);
    pass(Duration.ofSeconds(10));
    told = alerts();
    assertThat(told).extracting(AlertEvent::getState).containsExactly(AlertState.RESOLVED);
    assertThat(told.get(0).getSequence()).isEqualTo(2);
  }

  @Test
  void shouldFindARegionThatMissesAnHourOfItsUnitsAndOneThatHasTooMany() {
    define(unit("U", "360102", interval("E1")));
    publish("U", 10);
    publish("360999", 3);
    pass(Duration.ofMinutes(6));
    assertThat(alerts())
        .extracting(AlertEvent::getEntity)
        .containsExactlyInAnyOrder(
            "360102", "360100", "360000", "100000", "industry-3120", "360999");
  }

  @Test
  void shouldJudgeNothingWhileOldRecordsComeOutOfABacklog() {
    define(unit("U", "360102", interval("E1")));
    for (int i = 0; i < 20; i++) {
      send(Topics.METRIC_ENERGY, key("U"), window("U", 10 + i), BEGIN.minusSeconds(86_400 - i));
      pass(Duration.ofMinutes(1));
    }
    assertThat(alerts()).isEmpty();
    pass(Duration.ofMinutes(6));
    assertThat(alerts()).isNotEmpty();
  }

  @Test
  void shouldFindNothingInALedgerWhoseUnitsMoveAndWhoseReadingsComeTwiceLateAndCorrected() {
    Random random = new Random(11);
    long from = at("2024-06-01T00:00:00Z");
    try (LedgerDriver ledger = new LedgerDriver()) {
      for (int round = 0; round < 6; round++) {
        for (String id : List.of("A", "B", "C")) {
          EnergyUnit unit = moved(id, round, from);
          ledger.define(unit);
          define(unit);
          for (int i = 0; i < 40; i++) {
            long slot = from + random.nextInt(96 * 3) * 900_000L;
            ledger.read(id, new Reading("E1", slot, random.nextInt(50), 0));
          }
        }
        ledger.energy().values().forEach(w -> send(Topics.METRIC_ENERGY, keyOf(w), w, now));
        pass(Duration.ofMinutes(7));
        assertThat(alerts()).as("round %s", round).isEmpty();
      }
    }
  }

  /** Every round, another county after another day. */
  private static EnergyUnit moved(String id, int round, long from) {
    EnergyUnit plain = unit(id, "36010" + (2 + round % 3), interval("E1"));
    long until = from + (1 + round % 2) * 86_400_000L + (round % 4) * 900_000L;
    return new EnergyUnit(
        plain.id(),
        plain.name(),
        plain.region(),
        plain.industry(),
        plain.zone(),
        plain.points(),
        round == 0
            ? List.of()
            : List.of(new Affiliation.Earlier(until, new Affiliation("320102", "3120"))),
        List.of(),
        Optional.empty());
  }

  private static String keyOf(EntityWindow window) {
    String granularity = window.getGranularity();
    return granularity.startsWith("rolling")
        ? Keys.rolling(window.getEntity(), granularity)
        : Keys.window(window.getEntity(), granularity, window.getStart().toEpochMilli());
  }

  private void publish(String entity, long amount) {
    send(Topics.METRIC_ENERGY, key(entity), window(entity, amount), now);
  }

  private static String key(String entity) {
    return Keys.window(entity, "1h", at(HOUR));
  }

  private static EntityWindow window(String entity, long amount) {
    Instant start = Instant.parse(HOUR);
    return new EntityWindow(
        entity,
        "1h",
        start,
        start.plusSeconds(3_600),
        "Asia/Shanghai",
        start.plusSeconds(3_600),
        1L,
        false,
        "reading",
        Map.of("electricity", new WindowAmount(amount, "Wh", 1.0, 0.0, false, 0.0, null)));
  }

  private void define(EnergyUnit unit) {
    send(Topics.REF_UNIT, unit.id(), UnitMapping.toAvro(unit), now);
  }

  private <V extends SpecificRecord> void send(Topic<V> topic, String key, V value, Instant at) {
    audit
        .createInputTopic(
            topic.name(), Serdes.String().serializer(), new BinaryAvro().of(topic).serializer())
        .pipeInput(key, value, at);
  }

  private void pass(Duration time) {
    for (long s = 0; s < time.toSeconds(); s += 10) {
      audit.advanceWallClockTime(Duration.ofSeconds(10));
      now = now.plusSeconds(10);
    }
  }

  /** What became of what was found, in the life of alerts. */
  private List<AlertEvent> alerts() {
    audit
        .createOutputTopic(
            Topics.ALERT_SIGNAL.name(),
            Serdes.String().deserializer(),
            new BinaryAvro().of(Topics.ALERT_SIGNAL).deserializer())
        .readRecordsToList()
        .forEach(r -> life.send(Topics.ALERT_SIGNAL, r.key(), r.value(), r.getRecordTime()));
    return life.events();
  }
}
