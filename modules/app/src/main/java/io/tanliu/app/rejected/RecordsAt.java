// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.rejected;

import io.tanliu.wire.KafkaClients;
import io.tanliu.wire.TopicScan;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Finds records by their places; without a group. */
final class RecordsAt {
  private static final Duration POLL = Duration.ofMillis(500);

  /** How long the cluster may be silent before a search gives up. */
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private final Map<String, Object> config;

  /**
   * @param clients configuration of Kafka clients
   */
  RecordsAt(Map<String, Object> clients) {
    config = TopicScan.consumer(clients);
  }

  /**
   * The records at some places, in the order of these.
   *
   * @return without those that are no longer, or not yet, there
   */
  Map<RecordId, ConsumerRecord<byte[], byte[]>> of(String topic, Collection<RecordId> ids) {
    Map<RecordId, ConsumerRecord<byte[], byte[]>> found = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      Set<TopicPartition> known = Set.copyOf(KafkaClients.partitions(consumer, List.of(topic)));
      for (RecordId id : Set.copyOf(ids)) {
        TopicPartition partition = new TopicPartition(topic, id.partition());
        if (known.contains(partition)) {
          one(consumer, partition, id).ifPresent(record -> found.put(id, record));
        }
      }
    }
    return found;
  }

  private static Optional<ConsumerRecord<byte[], byte[]>> one(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, RecordId id) {
    consumer.assign(List.of(partition));
    long begin = consumer.beginningOffsets(List.of(partition)).get(partition);
    long end = consumer.endOffsets(List.of(partition)).get(partition);
    if (id.offset() < begin || id.offset() >= end) {
      return Optional.empty();
    }
    consumer.seek(partition, id.offset());
    long silent = System.nanoTime();
    while (consumer.position(partition) == id.offset()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        // The place of a transaction's marker holds no record; the next one is another.
        return record.offset() == id.offset() ? Optional.of(record) : Optional.empty();
      }
      checkSilence(silent, partition.topic());
    }
    return Optional.empty();
  }

  private static void checkSilence(long since, String what) {
    if (System.nanoTime() - since > SILENCE.toNanos()) {
      throw new KafkaException(what + ": nothing came for " + SILENCE.toSeconds() + " s");
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
