// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import io.tanliu.domain.notice.Receiver;
import io.tanliu.wire.KafkaClients;
import io.tanliu.wire.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One receiver's way through the notices, on a thread and with a consumer group of its own: who
 * does not answer holds up nobody else. What cannot be delivered yet stays in the topic and is read
 * again when its time has come; nothing is kept in memory. A partition changes hands only between
 * two attempts, so an orderly change of instances sends nothing twice.
 */
final class Lane implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Lane.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration COMMIT = Duration.ofSeconds(5);
  private static final long RETRY_MILLIS = 1_000;
  private static final long MEASURE_MILLIS = 5_000;

  private final Map<String, Object> config;
  private final Courier courier;
  private final TopicFollower follower;
  private final Clock clock;
  private final Duration patience;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Map<TopicPartition, Trouble> troubles = new ConcurrentHashMap<>();
  private final Thread thread;
  private volatile KafkaConsumer<String, byte[]> consumer;
  private volatile Receiver receiver;
  private volatile boolean hurry;
  private volatile long waiting;
  private long measuredAt;

  /** Deliveries that other instances may have written before partitions came here. */
  private Map<TopicPartition, Long> fence = Map.of();

  /**
   * @param patience longest time that an attempt takes
   */
  Lane(
      Receiver receiver,
      Map<String, Object> config,
      Courier courier,
      TopicFollower follower,
      Clock clock,
      Duration patience) {
    this.receiver = receiver;
    this.config = config;
    this.courier = courier;
    this.follower = follower;
    this.clock = clock;
    this.patience = patience;
    this.thread = new Thread(this::run, "tanliu-notifier-" + receiver.id());
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** From now on by its new definition; what waits is tried at once. */
  void update(Receiver changed) {
    if (!changed.equals(receiver)) {
      receiver = changed;
      hurry = true;
    }
  }

  /** Records between here and the end of the topic, as last measured. */
  long waiting() {
    return waiting;
  }

  /** The oldest notice that could not be delivered yet. */
  Optional<Trouble> trouble() {
    return troubles.values().stream().min(Comparator.comparingLong(Trouble::noticeAt));
  }

  private void run() {
    while (closing.getCount() > 0) {
      try (KafkaConsumer<String, byte[]> fresh = Clients.member(config, receiver.id())) {
        consumer = fresh;
        fresh.subscribe(List.of(Topics.ALERT_NOTICE.name()), new Handover(fresh));
        follow(fresh);
      } catch (InterruptedException e) {
        return;
      } catch (KafkaException e) {
        log.warn("Notices for {} cannot be read, trying again: {}", receiver.id(), e.toString());
        pause();
      } catch (RuntimeException e) {
        log.error("Notices for {} cannot be read, trying again", receiver.id(), e);
        pause();
      }
    }
  }

  private void follow(KafkaConsumer<String, byte[]> from) throws InterruptedException {
    try {
      while (closing.getCount() > 0) {
        step(from);
      }
    } catch (WakeupException e) {
      log.debug("The lane of {} ends", receiver.id());
    }
    commit(from);
  }

  /** It may fail: what matters is written down with the deliveries. */
  private void commit(KafkaConsumer<String, byte[]> from) {
    try {
      from.commitSync(COMMIT);
    } catch (KafkaException e) {
      log.debug("Progress of {} is not committed", receiver.id(), e);
    }
  }

  private void step(KafkaConsumer<String, byte[]> from) throws InterruptedException {
    if (hurry) {
      hurry = false;
      troubles.replaceAll(
          (partition, t) -> new Trouble(t.offset(), t.noticeAt(), t.attempts(), 0, t.answer()));
    }
    Set<TopicPartition> held = new HashSet<>(from.assignment());
    held.removeIf(partition -> !held(partition));
    Set<TopicPartition> free = new HashSet<>(from.assignment());
    free.removeAll(held);
    from.pause(held);
    from.resume(free);
    for (ConsumerRecord<String, byte[]> record : from.poll(POLL)) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      // A partition that came with this very poll was not paused before.
      if (held(partition) || !settled(partition, record)) {
        from.seek(partition, record.offset());
      } else {
        from.commitAsync(Lane::committed);
      }
    }
    measure(from);
  }

  private boolean settled(TopicPartition partition, ConsumerRecord<String, byte[]> record)
      throws InterruptedException {
    Optional<Trouble> before =
        Optional.ofNullable(troubles.get(partition))
            .filter(trouble -> trouble.offset() == record.offset());
    Optional<Trouble> after = courier.take(receiver, record, before, closing);
    after.ifPresentOrElse(
        trouble -> troubles.put(partition, trouble), () -> troubles.remove(partition));
    return after.isEmpty();
  }

  private boolean held(TopicPartition partition) {
    if (!fence.isEmpty()) {
      if (!follower.passed(fence)) {
        return true;
      }
      fence = Map.of();
    }
    Trouble trouble = troubles.get(partition);
    return trouble != null && trouble.retryAt() > clock.millis();
  }

  private void measure(KafkaConsumer<String, byte[]> from) {
    long now = clock.millis();
    if (now - measuredAt < MEASURE_MILLIS) {
      return;
    }
    measuredAt = now;
    Map<TopicPartition, Long> ends = from.endOffsets(from.assignment());
    waiting =
        ends.entrySet().stream()
            .mapToLong(end -> Math.max(0, end.getValue() - from.position(end.getKey())))
            .sum();
  }

  /** While partitions move it fails; what matters is written down with the deliveries. */
  private static void committed(Map<TopicPartition, OffsetAndMetadata> offsets, Exception failure) {
    if (failure != null) {
      log.debug("Progress {} is not committed", offsets, failure);
    }
  }

  private void pause() {
    try {
      closing.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      closing.countDown();
    }
  }

  /** What happens when partitions come and go. */
  private final class Handover implements ConsumerRebalanceListener {
    private final KafkaConsumer<String, byte[]> from;

    Handover(KafkaConsumer<String, byte[]> from) {
      this.from = from;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (partitions.isEmpty()) {
        return;
      }
      fence = from.endOffsets(KafkaClients.partitions(from, List.of(Topics.ALERT_DELIVERY.name())));
      Start.positions(from, Set.copyOf(partitions), receiver.since()).forEach(from::seek);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      commit(from);
      partitions.forEach(troubles::remove);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      partitions.forEach(troubles::remove);
    }
  }

  /** Begins to stop; {@link #close} waits for it. */
  void stop() {
    closing.countDown();
    KafkaConsumer<String, byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
  }

  @Override
  public void close() {
    stop();
    try {
      thread.join(patience.plus(COMMIT).toMillis());
      if (thread.isAlive()) {
        thread.interrupt();
        thread.join(COMMIT.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
