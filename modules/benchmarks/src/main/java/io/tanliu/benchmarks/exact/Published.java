// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks.exact;

import io.tanliu.avro.AlertSignal;
import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.QualityAccount;
import io.tanliu.avro.RejectedReading;
import io.tanliu.wire.Topic;
import io.tanliu.wire.Topics;
import io.tanliu.wire.ValueSerdes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that the ledger has published and committed, as far as it was read. */
final class Published implements AutoCloseable {
  private static final Duration QUIET = Duration.ofMillis(300);

  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<String, Object> clients;
  private final Map<String, Deserializer<?>> deserializers = new HashMap<>();
  private final Map<String, EntityWindow> energy = new HashMap<>();
  private final Map<String, EntityWindow> carbon = new HashMap<>();
  private final List<AlertSignal> signals = new ArrayList<>();
  private final List<RejectedReading> rejected = new ArrayList<>();
  private final Map<String, List<Long>> accounts = new HashMap<>();
  private final Map<String, List<String>> edits = new HashMap<>();
  private long windows;

  /**
   * @param partitions of every topic
   */
  Published(Map<String, Object> clients, int partitions) {
    this.clients = clients;
    Map<String, Object> config = new HashMap<>(clients);
    config.put("isolation.level", "read_committed");
    config.put("auto.offset.reset", "earliest");
    consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> all = new ArrayList<>();
    for (String topic :
        List.of(
            Topics.METRIC_ENERGY.name(),
            Topics.METRIC_CARBON.name(),
            Topics.ALERT_SIGNAL.name(),
            Topics.READING_REJECTED.name(),
            Topics.READING_EDIT.name(),
            Topics.QUALITY_ACCOUNT.name())) {
      for (int partition = 0; partition < partitions; partition++) {
        all.add(new TopicPartition(topic, partition));
      }
    }
    consumer.assign(all);
    consumer.seekToBeginning(all);
  }

  /** Reads on until nothing comes for a moment. */
  void readOn() {
    for (var records = consumer.poll(QUIET); !records.isEmpty(); records = consumer.poll(QUIET)) {
      records.forEach(this::take);
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    if (record.topic().equals(Topics.METRIC_ENERGY.name())) {
      windows++;
      newest(energy, record.key(), value(Topics.METRIC_ENERGY, record));
    } else if (record.topic().equals(Topics.METRIC_CARBON.name())) {
      newest(carbon, record.key(), value(Topics.METRIC_CARBON, record));
    } else if (record.topic().equals(Topics.ALERT_SIGNAL.name())) {
      signals.add(value(Topics.ALERT_SIGNAL, record));
    } else if (record.topic().equals(Topics.READING_REJECTED.name())) {
      rejected.add(value(Topics.READING_REJECTED, record));
    } else if (record.topic().equals(Topics.READING_EDIT.name())) {
      edits
          .computeIfAbsent(record.key(), unit -> new ArrayList<>())
          .add(EditText.of(value(Topics.READING_EDIT, record)));
    } else {
      QualityAccount counts = value(Topics.QUALITY_ACCOUNT, record);
      accounts.put(
          record.key(),
          List.of(
              counts.getAccepted(),
              counts.getDuplicate(),
              counts.getCorrected(),
              counts.getRejected()));
    }
  }

  private static <V> void newest(Map<String, V> all, String key, V value) {
    if (value == null) {
      all.remove(key);
    } else {
      all.put(key, value);
    }
  }

  @SuppressWarnings("unchecked")
  private <V extends SpecificRecord> V value(
      Topic<V> topic, ConsumerRecord<String, byte[]> record) {
    Deserializer<V> deserializer =
        (Deserializer<V>)
            deserializers.computeIfAbsent(
                topic.name(), name -> ValueSerdes.deserializer(topic, clients));
    return record.value() == null ? null : deserializer.deserialize(topic.name(), record.value());
  }

  /** Newest window of all quantities per key. */
  Map<String, EntityWindow> energy() {
    return energy;
  }

  /** How many windows of all quantities were published. */
  long windows() {
    return windows;
  }

  /** Newest window of carbon per key. */
  Map<String, EntityWindow> carbon() {
    return carbon;
  }

  /** What the rules of the ledger found, in order per entity. */
  List<AlertSignal> signals() {
    return signals;
  }

  /** Every refused reading. */
  List<RejectedReading> rejected() {
    return rejected;
  }

  /** Accepted, duplicate, corrected and rejected readings per unit, per gateway and in total. */
  Map<String, List<Long>> accounts() {
    return accounts;
  }

  /** Changes by hand per unit, in order and in words. */
  Map<String, List<String>> edits() {
    return edits;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
