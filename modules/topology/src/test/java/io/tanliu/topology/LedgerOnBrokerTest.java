// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tanliu.avro.AlertSignal;
import io.tanliu.avro.SignalLevel;
import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.oracle.Inbox;
import io.tanliu.oracle.Oracle;
import io.tanliu.oracle.OracleBooks;
import io.tanliu.testkit.History;
import io.tanliu.testkit.TestFactors;
import io.tanliu.wire.FrameMapping;
import io.tanliu.wire.Keys;
import io.tanliu.wire.TargetMapping;
import io.tanliu.wire.Topics;
import io.tanliu.wire.UnitMapping;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances on a real broker: exactly once, four partitions, the streams group protocol, caches
 * on; one instance goes and comes back in the middle.
 */
class LedgerOnBrokerTest {
  private static final TestFactors FACTORS = new TestFactors();
  private static final Duration HORIZON = Duration.ofDays(45);

  private final Map<String, OracleBooks> books = new TreeMap<>();
  private final List<ReadingFrame> frames = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();
  private long refused;

  @Test
  @Timeout(180)
  void shouldEqualTheOracleWhenAnInstanceGoesAndComesBack(@TempDir Path dir) {
    long seed = Long.getLong("tanliu.seed", 7);
    String how = "LedgerOnBrokerTest with -Dtanliu.seed=" + seed;
    try (RealLedger ledger = new RealLedger(dir, 4)) {
      history(ledger, seed);
      ledger.start("one");
      ledger.start("two");
      send(ledger, 0, frames.size() / 3);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> !ledger.read(Topics.METRIC_ENERGY).isEmpty());
      ledger.sendBytes(Topics.READING_FRAME.name(), "U-0", new byte[] {0, 1, 2});
      send(ledger, frames.size() / 3, frames.size() / 2);
      ledger.stop("two");
      send(ledger, frames.size() / 2, 3 * frames.size() / 4);
      ledger.start("two");
      send(ledger, 3 * frames.size() / 4, frames.size());

      await()
          .atMost(Duration.ofSeconds(100))
          .pollInterval(Duration.ofSeconds(2))
          .untilAsserted(
              () -> {
                Published published =
                    new Published(
                        ledger.newest(Topics.METRIC_ENERGY), ledger.newest(Topics.METRIC_CARBON));
                books.forEach((entity, oracle) -> published.shouldEqual(entity, oracle, how));
              });
      // Tasks may still move back to the instance that came again.
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> ledger.state("one") == KafkaStreams.State.RUNNING);
      findingsShouldBeTold(ledger, how);
      assertThat(ledger.read(Topics.DEAD_LETTER.name())).hasSize(1);
      // A reading that the broker gave twice would be a duplicate, a lost one would be missing.
      assertThat(ledger.read(Topics.READING_REJECTED)).hasSize((int) refused);
    }
  }

  private void history(RealLedger ledger, long seed) {
    Random random = new Random(seed);
    List<Oracle> units = new ArrayList<>();
    List<List<ReadingFrame>> byUnit = new ArrayList<>();
    List<String> regions = List.of("360102", "360111", "360481", "330108");
    for (int i = 0; i < 6; i++) {
      String region = regions.get(i % regions.size());
      History.Shape shape =
          new History.Shape(Duration.ofHours(20 + random.nextInt(20)), Duration.ofHours(30));
      History history = History.random(seed * 100 + i, "U-" + i, region, "3120", shape);
      byUnit.add(new ArrayList<>(history.frames()));
      Inbox inbox = Inbox.of(history.unit(), HORIZON, history.frames());
      units.add(Oracle.of(inbox, FACTORS));
      refused += inbox.accounts().get(3);
      ledger.send(Topics.REF_UNIT, history.unit().id(), UnitMapping.toAvro(history.unit()));
    }
    books.putAll(OracleBooks.all(units, LedgerDriver.MEMBERSHIP, LedgerDriver.ZONE));
    for (String entity : books.keySet()) {
      targets.add(
          new Target(
              "T",
              entity,
              "tce",
              Period.parse("2024").orElseThrow(),
              1_000_000,
              new BigDecimal("0.05"),
              "test"));
    }
    targets.forEach(
        t ->
            ledger.send(
                Topics.REF_TARGET, Keys.target(t.entity(), t.id()), TargetMapping.toAvro(t)));
    ledger.flush();
    while (!byUnit.isEmpty()) {
      List<ReadingFrame> next = byUnit.get(random.nextInt(byUnit.size()));
      frames.add(next.remove(0));
      byUnit.removeIf(List::isEmpty);
    }
  }

  private void send(RealLedger ledger, int from, int to) {
    for (ReadingFrame frame : frames.subList(from, to)) {
      ledger.send(Topics.READING_FRAME, frame.unit(), FrameMapping.toAvro(frame));
    }
    ledger.flush();
  }

  /** Every finding once, and in the end what the sums say. */
  private void findingsShouldBeTold(RealLedger ledger, String how) {
    Map<String, AlertSignal> last = new HashMap<>();
    List<AlertSignal> all = new ArrayList<>();
    for (ConsumerRecord<String, AlertSignal> record : ledger.read(Topics.ALERT_SIGNAL)) {
      AlertSignal signal = record.value();
      AlertSignal before =
          last.put(signal.getRule() + "|" + signal.getEntity() + "|" + signal.getSubject(), signal);
      assertThat(signal).as(how).isNotEqualTo(before);
      all.add(signal);
    }
    assertThat(all).as(how).isNotEmpty();
    for (Target target : targets) {
      OracleBooks oracle = books.get(target.entity());
      boolean passed =
          oracle.windows().stream()
              .filter(w -> w.granularity().equals("1Y"))
              .filter(w -> w.start() == target.period().start(oracle.zone()))
              .map(w -> oracle.shares(w).get("tce"))
              .anyMatch(share -> share != null && share.amount() > target.limit());
      AlertSignal breach = last.get("budget-breach|" + target.entity() + "|T");
      boolean firing = breach != null && breach.getLevel() == SignalLevel.CRITICAL;
      assertThat(firing).as("%s: breach of %s", how, target.entity()).isEqualTo(passed);
    }
    assertThat(last.values()).as(how).anyMatch(signal -> signal.getLevel() != SignalLevel.NONE);
  }
}
