// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far a {@link TopicReader} has come, for those who wait for it. */
public final class Progress {
  private Map<TopicPartition, Long> goal;
  private Map<TopicPartition, Long> positions = Map.of();
  private boolean ready;
  private String failure = "";

  synchronized void begin(Map<TopicPartition, Long> ends) {
    goal = new HashMap<>(ends);
    positions = Map.of();
  }

  synchronized void reached(Map<TopicPartition, Long> now) {
    positions = now;
    failure = "";
    ready = ready || passed(goal);
    notifyAll();
  }

  synchronized void failed(Exception cause) {
    failure = String.valueOf(cause.getMessage());
  }

  /** True once everything that stood in the topics at the start was read; stays true. */
  public synchronized boolean ready() {
    return ready;
  }

  /** Why reading does not work at present; empty when it does. */
  public synchronized String failure() {
    return failure;
  }

  /** Waits for {@link #ready}; false when the time is over. */
  public boolean awaitReady(Duration timeout) {
    return await(this::ready, timeout);
  }

  /** Waits until the written records are in memory; false when the time is over. */
  public boolean awaitWritten(List<RecordMetadata> written, Duration timeout) {
    Map<TopicPartition, Long> wanted = new HashMap<>();
    for (RecordMetadata record : written) {
      wanted.merge(
          new TopicPartition(record.topic(), record.partition()), record.offset() + 1, Math::max);
    }
    return await(() -> passed(wanted), timeout);
  }

  private synchronized boolean passed(Map<TopicPartition, Long> wanted) {
    return wanted.entrySet().stream()
        .allMatch(e -> positions.getOrDefault(e.getKey(), -1L) >= e.getValue());
  }

  private synchronized boolean await(BooleanSupplier reached, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      while (!reached.getAsBoolean()) {
        long left = (deadline - System.nanoTime()) / 1_000_000L;
        if (left <= 0) {
          return false;
        }
        wait(left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
