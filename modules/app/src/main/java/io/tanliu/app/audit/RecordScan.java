// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.audit;

import io.tanliu.wire.Topic;
import io.tanliu.wire.TopicScan;
import io.tanliu.wire.ValueSerdes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads the records of topics from their beginning to the end that they have at the start. */
final class RecordScan {
  private final Map<String, Object> clients;
  private final TopicScan topics;
  private long unreadable;

  /**
   * @param clients configuration of Kafka clients and registry
   */
  RecordScan(Map<String, Object> clients) {
    this.clients = Map.copyOf(clients);
    this.topics = new TopicScan(clients);
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
   * @throws org.apache.kafka.common.KafkaException when the cluster does not answer
   */
  <V extends SpecificRecord> void read(
      Topic<V> topic, Predicate<String> keys, BiConsumer<String, V> each) {
    try (Deserializer<V> values = ValueSerdes.deserializer(topic, clients)) {
      topics.all(
          topic.name(),
          record -> {
            if (record.key() != null) {
              String key = new String(record.key(), StandardCharsets.UTF_8);
              if (keys.test(key)) {
                give(key, record, values, each);
              }
            }
          });
    }
  }

  private <V extends SpecificRecord> void give(
      String key,
      ConsumerRecord<byte[], byte[]> record,
      Deserializer<V> values,
      BiConsumer<String, V> each) {
    V value;
    try {
      value = record.value() == null ? null : values.deserialize(record.topic(), record.value());
    } catch (SerializationException e) {
      unreadable++;
      return;
    }
    each.accept(key, value);
  }
}
