// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static io.tanliu.topology.AlertsGiven.command;
import static io.tanliu.topology.AlertsGiven.signal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tanliu.avro.AlertAction;
import io.tanliu.avro.AlertChange;
import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertSilence;
import io.tanliu.avro.AlertState;
import io.tanliu.avro.SignalLevel;
import io.tanliu.reference.Seeds;
import io.tanliu.topology.alerts.AlertTopology;
import io.tanliu.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of alerts on a real broker: several partitions, exactly-once, instances that go. */
class AlertsOnBrokerTest {
  private static final int ENTITIES = 24;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Test
  void shouldTellEachChangeOnceAndReachEveryPartitionWithASilence(@TempDir Path dir) {
    try (RealLedger broker = new RealLedger(dir, 3)) {
      start(broker, "one");
      start(broker, "two");
      int[] rounds = {6, 7};
      say(broker, rounds[0]);
      await().atMost(PATIENCE).until(() -> told(broker, AlertChange.FIRED) >= ENTITIES / 2);
      broker.stop("two");
      say(broker, rounds[1]);
      start(broker, "two");
      fire(broker, 100);
      await().atMost(PATIENCE).until(() -> firing(broker) == ENTITIES);

      Instant now = Instant.now();
      AlertSilence silence =
          AlertsGiven.silence("S", 0, 1)
              .setFrom(now.minusSeconds(60))
              .setUntil(now.plusSeconds(3_600))
              .build();
      broker.send(Topics.ALERT_SILENCE, "S", silence);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(broker.newest(Topics.ALERT_STATE).values())
                      .hasSize(ENTITIES)
                      .allMatch(event -> "S".equals(event.getSilencedBy())));
      for (int i = 0; i < ENTITIES; i++) {
        String alert = "budget-pace|U-" + i + "|T";
        broker.send(
            Topics.ALERT_COMMAND,
            "U-" + i,
            command("c" + i, alert, AlertAction.ACKNOWLEDGE, "张三", "", now));
      }
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(broker.newest(Topics.ALERT_STATE).values())
                      .allMatch(event -> "张三".equals(event.getAcknowledgedBy())));
      eachOnce(broker);
    }
  }

  private static void start(RealLedger broker, String name) {
    AlertTopology topology =
        new AlertTopology(Seeds.load().alertRules(), Seeds.load().membership(), broker.serdes());
    broker.start(name, "alerts-on-broker", topology.get());
  }

  private static void say(RealLedger broker, int seed) {
    Random random = new Random(seed);
    for (int at = 1; at < 20; at++) {
      for (int i = 0; i < ENTITIES; i++) {
        SignalLevel level = SignalLevel.values()[random.nextInt(3)];
        broker.send(
            Topics.ALERT_SIGNAL,
            "U-" + i,
            signal("budget-pace", "U-" + i, level, at - 1, at + seed * 100).build());
      }
    }
    broker.flush();
  }

  private static void fire(RealLedger broker, int at) {
    for (int i = 0; i < ENTITIES; i++) {
      String unit = "U-" + i;
      broker.send(
          Topics.ALERT_SIGNAL,
          unit,
          signal("budget-pace", unit, SignalLevel.NONE, at * 10 - 2, at * 10 - 1).build());
      broker.send(
          Topics.ALERT_SIGNAL,
          unit,
          signal("budget-pace", unit, SignalLevel.CRITICAL, at * 10, at * 10 + 1).build());
    }
    broker.flush();
  }

  private static long told(RealLedger broker, AlertChange change) {
    return broker.read(Topics.ALERT_EVENT).stream()
        .filter(record -> record.value().getChange() == change)
        .count();
  }

  private static long firing(RealLedger broker) {
    return broker.newest(Topics.ALERT_STATE).values().stream()
        .filter(event -> event.getState() == AlertState.FIRING)
        .filter(event -> event.getAt().equals(AlertsGiven.hour(1_001)))
        .count();
  }

  private static void eachOnce(RealLedger broker) {
    Map<String, List<Integer>> sequences = new HashMap<>();
    Map<String, AlertEvent> last = new HashMap<>();
    for (ConsumerRecord<String, AlertEvent> record : broker.read(Topics.ALERT_EVENT)) {
      AlertEvent event = record.value();
      assertThat(record.key()).isEqualTo(event.getEntity());
      sequences
          .computeIfAbsent(event.getAlertId(), id -> new ArrayList<>())
          .add(event.getSequence());
      last.put(event.getAlertId(), event);
    }
    assertThat(sequences).hasSize(ENTITIES);
    sequences.forEach(
        (id, numbers) ->
            assertThat(numbers)
                .as(id)
                .isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().toList()));
    assertThat(broker.newest(Topics.ALERT_STATE)).isEqualTo(last);
  }
}
