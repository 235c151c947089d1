// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks;

import io.tanliu.avro.AlertEvent;
import io.tanliu.wire.KafkaClients;
import io.tanliu.wire.Topics;
import io.tanliu.wire.ValueSerdes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The changes of alerts as anybody can read them from their topic, from the start of this on. */
final class AlertLog implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final Map<String, Long> seen = new ConcurrentHashMap<>();
  private final Set<String> commands = ConcurrentHashMap.newKeySet();
  private final KafkaConsumer<String, AlertEvent> consumer;
  private final Thread thread = new Thread(this::follow, "alert-log");
  private volatile boolean over;

  AlertLog(Map<String, Object> clients) {
    Map<String, Object> config = new HashMap<>(clients);
    config.put("isolation.level", "read_committed");
    consumer =
        new KafkaConsumer<>(
            config, new StringDeserializer(), ValueSerdes.deserializer(Topics.ALERT_STATE, config));
    List<TopicPartition> partitions =
        KafkaClients.partitions(consumer, List.of(Topics.ALERT_STATE.name()));
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    thread.start();
  }

  /** Identity of a change. */
  static String change(String alert, int sequence) {
    return alert + '#' + sequence;
  }

  private void follow() {
    while (!over) {
      for (var record : consumer.poll(POLL)) {
        AlertEvent event = record.value();
        if (event != null) {
          seen.putIfAbsent(change(event.getAlertId(), event.getSequence()), System.nanoTime());
          if (event.getCommandId() != null) {
            commands.add(event.getCommandId());
          }
        }
      }
    }
    consumer.close();
  }

  /** When each change could be read, {@link System#nanoTime}. */
  Map<String, Long> seen() {
    return Map.copyOf(seen);
  }

  int size() {
    return seen.size();
  }

  /** Commands that changed an alert. */
  Set<String> commands() {
    return Set.copyOf(commands);
  }

  @Override
  public void close() {
    over = true;
    Pace.await(thread);
  }
}
