// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.rejected;

import io.tanliu.wire.KafkaClients;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic once, from its beginning to where it ended at the start; without a group. */
public final class TopicScan {
  private static final Duration POLL = Duration.ofMillis(500);

  /** How long the cluster may be silent before a scan gives up. */
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private final Map<String, Object> config;

  /**
   * @param clients configuration of Kafka clients
   */
  public TopicScan(Map<String, Object> clients) {
    config = KafkaClients.only(clients, ConsumerConfig.configNames());
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
  }

  /**
   * Hands over every committed record, each partition in its order.
   *
   * @throws KafkaException when the cluster does not answer
   */
  public void all(String topic, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions = KafkaClients.partitions(consumer, List.of(topic));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      read(consumer, consumer.endOffsets(partitions), sink);
    }
  }

  /**
   * The records at some places, in the order of these.
   *
   * @return without those that are no longer, or not yet, there
   */
  public Map<RecordId, ConsumerRecord<byte[], byte[]>> at(String topic, Collection<RecordId> ids) {
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

  private static void read(
      KafkaConsumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> ends,
      Consumer<ConsumerRecord<byte[], byte[]>> sink) {
    long silent = System.nanoTime();
    Set<TopicPartition> open =
        ends.keySet().stream()
            .filter(p -> consumer.position(p) < ends.get(p))
            .collect(Collectors.toSet());
    while (!open.isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        silent = System.nanoTime();
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < ends.get(partition)) {
          sink.accept(record);
        }
      }
      open.removeIf(p -> consumer.position(p) >= ends.get(p));
      checkSilence(silent, open.toString());
    }
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
