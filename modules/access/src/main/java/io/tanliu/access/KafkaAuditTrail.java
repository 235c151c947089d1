// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

import io.tanliu.avro.AuditEvent;
import io.tanliu.avro.KeyUse;
import io.tanliu.wire.Topics;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The record in Kafka, and when keys were used. Entries wait in a bounded queue for a thread of
 * their own, so that nobody who is refused waits for Kafka. When it is full, refusals are dropped
 * and counted; a change waits.
 */
final class KafkaAuditTrail implements AuditTrail, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaAuditTrail.class);
  private static final int WAITING = 10_000;
  private static final int KINDS = 1_000;
  private static final long PATIENCE_SECONDS = 5;
  private static final long POLL_MILLIS = 200;

  private final Records records;
  private final Clock clock;
  private final BlockingQueue<AuditEntry> waiting = new ArrayBlockingQueue<>(WAITING);
  private final Coalescing coalescing = new Coalescing(KINDS);
  private final Map<String, KeyUse> uses = new ConcurrentHashMap<>();
  private final AtomicLong dropped = new AtomicLong();
  private final Thread thread = new Thread(this::run, "tanliu-audit");
  private volatile boolean closed;
  private long usesTold;

  KafkaAuditTrail(Records records, Clock clock) {
    this.records = records;
    this.clock = clock;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  @Override
  public void record(AuditEntry entry) {
    try {
      boolean taken =
          entry.kind() == AuditEntry.Kind.CHANGE
              ? waiting.offer(entry, PATIENCE_SECONDS, TimeUnit.SECONDS)
              : waiting.offer(entry);
      if (!taken) {
        dropped.incrementAndGet();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      dropped.incrementAndGet();
    }
  }

  /** Notes that a key was used; as many as there are keys, each told once a minute. */
  void used(String key, String address) {
    uses.put(key, new KeyUse(key, Instant.ofEpochMilli(clock.millis()), Safe.text(address, 64)));
  }

  private void run() {
    while (!closed || !waiting.isEmpty()) {
      try {
        AuditEntry next = waiting.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (next != null) {
          coalescing.add(next).ifPresent(this::tell);
        }
        long now = clock.millis();
        coalescing.due(now).forEach(this::tell);
        if (now - usesTold >= Coalescing.WINDOW) {
          usesTold = now;
          tellUses();
        }
        tellDropped(now);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOG.error("The record of changes and refusals is not complete", e);
      }
    }
    coalescing.rest().forEach(this::tell);
    tellUses();
  }

  private void tell(Coalescing.Counted counted) {
    AuditEvent event = AuditMapping.toAvro(counted);
    records.send(Topics.AUDIT_EVENT, AuditMapping.key(event), event);
  }

  private void tellUses() {
    List<KeyUse> told = new ArrayList<>(uses.values());
    told.forEach(use -> uses.remove(use.getId(), use));
    told.forEach(use -> records.send(Topics.KEY_USE, use.getId(), use));
  }

  private void tellDropped(long now) {
    long lost = waiting.isEmpty() ? dropped.getAndSet(0) : 0;
    if (lost > 0) {
      tell(
          new Coalescing.Counted(
              AuditEntry.refusal(now, Caller.NOBODY, "(many)", "not-recorded-singly", "(many)"),
              lost,
              now,
              now));
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
