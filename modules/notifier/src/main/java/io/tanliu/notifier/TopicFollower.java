// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import io.tanliu.wire.KafkaClients;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads compacted topics from their beginning and keeps following them, on one thread. When the
 * cluster goes away it starts over: what it hands out must bear repeats.
 */
final class TopicFollower implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TopicFollower.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long RETRY_MILLIS = 1_000;

  private final Map<String, Object> config;
  private final Map<String, BiConsumer<String, byte[]>> sinks;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "tanliu-notifier-follower");
  private volatile KafkaConsumer<String, byte[]> consumer;
  private volatile Map<TopicPartition, Long> positions = Map.of();
  private volatile boolean ready;
  private volatile String trouble = "";

  /**
   * @param sinks by topic: take key and value, null for a deletion; called on the reading thread
   */
  TopicFollower(Map<String, Object> config, Map<String, BiConsumer<String, byte[]>> sinks) {
    this.config = Map.copyOf(config);
    this.sinks = Map.copyOf(sinks);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** True once everything that stood in the topics at the start was read; stays true. */
  boolean ready() {
    return ready;
  }

  /** Why reading does not work at present; empty when it does. */
  String trouble() {
    return trouble;
  }

  /** True when everything before these offsets was read. */
  boolean passed(Map<TopicPartition, Long> wanted) {
    Map<TopicPartition, Long> now = positions;
    return wanted.entrySet().stream()
        .allMatch(entry -> now.getOrDefault(entry.getKey(), -1L) >= entry.getValue());
  }

  private void run() {
    while (closing.getCount() > 0) {
      try (KafkaConsumer<String, byte[]> fresh = Clients.follower(config)) {
        consumer = fresh;
        follow(fresh);
      } catch (WakeupException e) {
        return;
      } catch (RuntimeException e) {
        trouble = String.valueOf(e.getMessage());
        log.warn("Receivers and deliveries cannot be read, trying again: {}", e.toString());
        pause();
      }
    }
  }

  private void follow(KafkaConsumer<String, byte[]> from) {
    List<TopicPartition> partitions = KafkaClients.partitions(from, sinks.keySet());
    from.assign(partitions);
    from.seekToBeginning(partitions);
    Map<TopicPartition, Long> goal = from.endOffsets(partitions);
    while (closing.getCount() > 0) {
      for (ConsumerRecord<String, byte[]> record : from.poll(POLL)) {
        take(record);
      }
      Map<TopicPartition, Long> reached = new HashMap<>();
      partitions.forEach(partition -> reached.put(partition, from.position(partition)));
      positions = reached;
      ready |= passed(goal);
      trouble = "";
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    if (record.key() == null) {
      return;
    }
    try {
      sinks.get(record.topic()).accept(record.key(), record.value());
    } catch (RuntimeException e) {
      // Whatever another writer put there: one bad record must not stop all others.
      log.error(
          "Skipped a record that cannot be read: {}-{} offset {} key {}",
          record.topic(),
          record.partition(),
          record.offset(),
          record.key(),
          e);
    }
  }

  private void pause() {
    try {
      closing.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      closing.countDown();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    KafkaConsumer<String, byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
