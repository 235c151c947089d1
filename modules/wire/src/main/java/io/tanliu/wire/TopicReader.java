// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads compacted topics from their beginning into memory and keeps following them, on one thread
 * and without a consumer group. When the cluster goes away it starts over: what it hands out must
 * bear repeats.
 */
public final class TopicReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Map<String, Object> config;
  private final Map<String, Feed<?>> feeds = new HashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Progress progress = new Progress();
  private final Thread thread;
  private volatile KafkaConsumer<String, byte[]> consumer;

  /**
   * @param name of its thread
   * @param config client configuration, also of the value deserializer
   */
  public TopicReader(String name, Map<String, Object> config) {
    this.config = Map.copyOf(config);
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  /** Where the records of a topic go. */
  private record Feed<V extends SpecificRecord>(
      Topic<V> topic, long since, Deserializer<V> values, BiConsumer<String, V> sink) {
    void accept(ConsumerRecord<String, byte[]> record) {
      try {
        sink.accept(record.key(), values.deserialize(record.topic(), record.value()));
      } catch (RuntimeException e) {
        // Whatever another writer put there: one bad definition must not stop all others.
        LOG.error(
            "Skipped a record that cannot be read: {}-{} offset {} key {}",
            record.topic(),
            record.partition(),
            record.offset(),
            record.key(),
            e);
      }
    }
  }

  /**
   * Adds a topic; only before {@link #start}.
   *
   * @param since earliest record time that matters, epoch milliseconds; 0 for all
   * @param sink takes key and value, null for a deletion; called on the reading thread
   */
  public <V extends SpecificRecord> void feed(
      Topic<V> topic, long since, BiConsumer<String, V> sink) {
    feeds.put(
        topic.name(), new Feed<>(topic, since, ValueSerdes.deserializer(topic, config), sink));
  }

  /** Begins to read. */
  public void start() {
    thread.start();
  }

  /** How far it has come. */
  public Progress progress() {
    return progress;
  }

  private void run() {
    while (closed.getCount() > 0) {
      try (KafkaConsumer<String, byte[]> fresh = new KafkaConsumer<>(consumer(config))) {
        consumer = fresh;
        follow(fresh);
      } catch (WakeupException e) {
        return;
      } catch (KafkaException e) {
        progress.failed(e);
        LOG.warn("Reference data cannot be read, trying again: {}", e.getMessage());
        pause();
      } catch (RuntimeException e) {
        progress.failed(e);
        LOG.error("Reference data cannot be read, trying again", e);
        pause();
      }
    }
  }

  private void follow(KafkaConsumer<String, byte[]> from) {
    List<TopicPartition> partitions = KafkaClients.partitions(from, feeds.keySet());
    from.assign(partitions);
    from.seekToBeginning(partitions);
    seek(from, partitions);
    progress.begin(from.endOffsets(partitions));
    while (closed.getCount() > 0) {
      for (ConsumerRecord<String, byte[]> record : from.poll(POLL)) {
        feeds.get(record.topic()).accept(record);
      }
      Map<TopicPartition, Long> positions = new HashMap<>();
      for (TopicPartition partition : partitions) {
        positions.put(partition, from.position(partition));
      }
      progress.reached(positions);
    }
  }

  private void seek(KafkaConsumer<String, byte[]> from, List<TopicPartition> partitions) {
    Map<TopicPartition, Long> times = new HashMap<>();
    for (TopicPartition partition : partitions) {
      long since = feeds.get(partition.topic()).since();
      if (since > 0) {
        times.put(partition, since);
      }
    }
    for (Map.Entry<TopicPartition, OffsetAndTimestamp> found :
        from.offsetsForTimes(times).entrySet()) {
      if (found.getValue() != null) {
        from.seek(found.getKey(), found.getValue().offset());
      }
    }
  }

  private void pause() {
    try {
      if (closed.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("Closed while waiting");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed.countDown();
    }
  }

  /** Of a consumer without a group, which reads from the beginning. */
  public static Map<String, Object> consumer(Map<String, Object> config) {
    Map<String, Object> consumerConfig = KafkaClients.only(config, ConsumerConfig.configNames());
    consumerConfig.remove(ConsumerConfig.GROUP_ID_CONFIG);
    consumerConfig.putAll(
        Map.of(
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            15_000,
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            StringDeserializer.class,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
            ByteArrayDeserializer.class));
    return consumerConfig;
  }

  @Override
  public void close() {
    closed.countDown();
    KafkaConsumer<String, byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    feeds.values().forEach(feed -> feed.values().close());
  }
}
