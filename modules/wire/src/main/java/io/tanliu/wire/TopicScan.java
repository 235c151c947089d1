// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads a topic once, from its beginning to where it ended at the start: what was committed until
 * then, and nothing else. Without a group; it gives up when nothing comes any more. A transaction
 * that is still open at the start ends what is read of its partition.
 */
public final class TopicScan {
  private static final Duration POLL = Duration.ofMillis(200);

  /** How long the cluster may be silent before a scan gives up. */
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private final Map<String, Object> clients;
  private final Map<String, Object> config;
  private final long silenceNanos;

  /**
   * @param clients configuration of Kafka clients, also of value deserializers
   */
  public TopicScan(Map<String, Object> clients) {
    this(clients, SILENCE);
  }

  /**
   * @param silence how long the cluster may be silent before a scan gives up
   */
  public TopicScan(Map<String, Object> clients, Duration silence) {
    this.clients = Map.copyOf(clients);
    config = consumer(clients);
    config.putIfAbsent(
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(silence.toMillis()));
    silenceNanos = silence.toNanos();
  }

  /** Of a consumer without a group that sees committed records only; without deserializers. */
  public static Map<String, Object> consumer(Map<String, Object> clients) {
    Map<String, Object> config = KafkaClients.only(clients, ConsumerConfig.configNames());
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.remove(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG);
    config.remove(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return config;
  }

  /**
   * Every record of a topic, each partition in its order.
   *
   * @throws org.apache.kafka.common.KafkaException when the cluster does not answer, or a value
   *     cannot be read
   */
  public <V extends SpecificRecord> List<ConsumerRecord<String, V>> all(Topic<V> topic) {
    List<ConsumerRecord<String, V>> records = new ArrayList<>();
    all(topic, records::add);
    return records;
  }

  /** Every value of a topic, each partition in its order; null for a record without value. */
  public <V extends SpecificRecord> List<V> values(Topic<V> topic) {
    List<V> values = new ArrayList<>();
    all(topic, record -> values.add(record.value()));
    return values;
  }

  /** Hands over every record of a topic, each partition in its order. */
  public <V extends SpecificRecord> void all(
      Topic<V> topic, Consumer<ConsumerRecord<String, V>> sink) {
    try (Deserializer<V> values = ValueSerdes.deserializer(topic, clients)) {
      read(topic.name(), new StringDeserializer(), values, sink);
    }
  }

  /** Hands over every record of a topic as it is, each partition in its order. */
  public void all(String topic, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
    read(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer(), sink);
  }

  /** The newest value of each key, in the order in which keys first came; null for no value. */
  public <V extends SpecificRecord> Map<String, V> newest(Topic<V> topic) {
    Map<String, V> newest = new LinkedHashMap<>();
    all(topic, record -> newest.put(record.key(), record.value()));
    return newest;
  }

  /** Hands over the records of one partition. */
  public <V extends SpecificRecord> void partition(
      Topic<V> topic, int partition, Consumer<ConsumerRecord<String, V>> sink) {
    try (Deserializer<V> values = ValueSerdes.deserializer(topic, clients);
        KafkaConsumer<String, V> consumer =
            new KafkaConsumer<>(config, new StringDeserializer(), values)) {
      read(consumer, List.of(new TopicPartition(topic.name(), partition)), sink);
    }
  }

  private <K, V> void read(
      String topic,
      Deserializer<K> keys,
      Deserializer<V> values,
      Consumer<ConsumerRecord<K, V>> sink) {
    try (KafkaConsumer<K, V> consumer = new KafkaConsumer<>(config, keys, values)) {
      read(consumer, KafkaClients.partitions(consumer, List.of(topic)), sink);
    }
  }

  private <K, V> void read(
      KafkaConsumer<K, V> consumer,
      Collection<TopicPartition> partitions,
      Consumer<ConsumerRecord<K, V>> sink) {
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    // With read_committed these are the ends of what is decided: behind the markers of ended
    // transactions, before the first that is open.
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> open = new HashMap<>();
    ends.forEach((partition, end) -> open.put(partition, consumer.position(partition)));
    open.entrySet().removeIf(reached -> reached.getValue() >= ends.get(reached.getKey()));
    long heard = System.nanoTime();
    while (!open.isEmpty()) {
      for (ConsumerRecord<K, V> record : consumer.poll(POLL)) {
        if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
          sink.accept(record);
        }
      }
      // A position moves over aborted records and markers, too, which a record's offset does not.
      boolean moved = false;
      for (Map.Entry<TopicPartition, Long> reached : open.entrySet()) {
        long position = consumer.position(reached.getKey());
        moved |= position != reached.getValue();
        reached.setValue(position);
      }
      open.entrySet().removeIf(reached -> reached.getValue() >= ends.get(reached.getKey()));
      if (moved) {
        heard = System.nanoTime();
      } else if (System.nanoTime() - heard > silenceNanos) {
        throw new TimeoutException(
            open.keySet()
                + ": nothing came for "
                + Duration.ofNanos(silenceNanos).toSeconds()
                + " s");
      }
    }
  }
}
