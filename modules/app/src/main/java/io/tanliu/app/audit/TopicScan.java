// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.audit;

import io.tanliu.wire.Topic;
import io.tanliu.wire.ValueSerdes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads topics from their beginning to the end that they have when the reading starts. */
final class TopicScan {
  private static final Duration POLL = Duration.ofMillis(500);

  private final Map<String, Object> clients;
  private long unreadable;

  /**
   * @param clients configuration of Kafka clients and registry
   */
  TopicScan(Map<String, Object> clients) {
    this.clients = new HashMap<>(clients);
    this.clients.put("isolation.level", "read_committed");
    this.clients.put("enable.auto.commit", "false");
    this.clients.remove("group.id");
  }

  /** Records that could not be decoded; the ledger passes over them too. */
  long unreadable() {
    return unreadable;
  }

  /**
   * Gives every committed record of a topic, each partition in its order.
   *
   * @param keys which records are wanted; the others are not decoded
   * @param each takes the key, and the value or null
   */
  <V extends SpecificRecord> void read(
      Topic<V> topic, Predicate<String> keys, BiConsumer<String, V> each) {
    try (KafkaConsumer<String, byte[]> consumer =
            new KafkaConsumer<>(clients, new StringDeserializer(), new ByteArrayDeserializer());
        Deserializer<V> values = ValueSerdes.deserializer(topic, clients)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          if (record.key() != null && keys.test(record.key())) {
            give(record, topic, values, each);
          }
        }
      }
    }
  }

  private <V extends SpecificRecord> void give(
      ConsumerRecord<String, byte[]> record,
      Topic<V> topic,
      Deserializer<V> values,
      BiConsumer<String, V> each) {
    V value;
    try {
      value = record.value() == null ? null : values.deserialize(topic.name(), record.value());
    } catch (SerializationException e) {
      unreadable++;
      return;
    }
    each.accept(record.key(), value);
  }
}
