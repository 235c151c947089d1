// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.alerts;

import io.tanliu.domain.alert.AlertKey;
import io.tanliu.domain.alert.Signal;
import io.tanliu.domain.alert.life.AlertLife;
import io.tanliu.domain.alert.life.Ended;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The alerts of a task, when each must be looked at again, and the numbers of those that are long
 * over. Rows are sorted by entity, those of the second store by time.
 */
final class LifeStore {
  private static final byte[] NOTHING = new byte[0];

  private KeyValueStore<String, byte[]> lives;
  private KeyValueStore<Bytes, byte[]> timers;
  private KeyValueStore<String, byte[]> ended;
  private long next;

  void init(
      KeyValueStore<String, byte[]> lifeRows,
      KeyValueStore<Bytes, byte[]> timerRows,
      KeyValueStore<String, byte[]> endedRows) {
    lives = lifeRows;
    timers = timerRows;
    ended = endedRows;
    next = first();
  }

  private static String row(AlertKey key) {
    return key.entity() + "|" + key.rule() + "|" + key.subject();
  }

  Optional<AlertLife> get(AlertKey key) {
    return Optional.ofNullable(lives.get(row(key))).map(AlertLifeCodec::decode);
  }

  /** Keeps an alert; what is the same as before costs nothing. */
  void put(Optional<AlertLife> before, AlertLife after) {
    if (before.isPresent() && before.get().equals(after)) {
      return;
    }
    String row = row(after.signal().key());
    lives.put(row, AlertLifeCodec.encode(after));
    long due = before.map(AlertLife::due).orElse(Long.MAX_VALUE);
    if (due != after.due()) {
      if (due != Long.MAX_VALUE) {
        timers.delete(timer(due, row));
      }
      if (after.due() != Long.MAX_VALUE) {
        timers.put(timer(after.due(), row), NOTHING);
        next = Math.min(next, after.due());
      }
    }
  }

  /** An alert that was long over and begins again, with its numbers; empty for one never known. */
  Optional<AlertLife> takeUp(Signal signal) {
    return Optional.ofNullable(ended.delete(row(signal.key())))
        .map(numbers -> AlertLifeCodec.ended(numbers).again(signal));
  }

  /** Keeps of an alert its numbers only; of one that was never told, nothing. */
  void reduce(AlertLife life, long now) {
    String row = row(life.signal().key());
    lives.delete(row);
    if (life.due() != Long.MAX_VALUE) {
      timers.delete(timer(life.due(), row));
      next = first();
    }
    if (life.sequence() > 0) {
      ended.put(row, AlertLifeCodec.encode(Ended.of(life, now)));
    }
  }

  /** Forgets the numbers that nobody has any more; gives the alerts of which nothing is left. */
  List<AlertKey> forget(String entity, long now) {
    List<String> rows = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> all = ended.range(entity + "|", entity + "}")) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> row = all.next();
        if (AlertLifeCodec.ended(row.value).forgotten(now)) {
          rows.add(row.key);
        }
      }
    }
    rows.forEach(ended::delete);
    return rows.stream().map(LifeStore::key).toList();
  }

  private static AlertKey key(String row) {
    String[] parts = row.split("\\|", 3);
    return new AlertKey(parts[1], parts[0], parts[2]);
  }

  /** All alerts of an entity. */
  List<AlertLife> of(String entity) {
    // No entity holds a |, and } is the character after it.
    return all(lives.range(entity + "|", entity + "}"));
  }

  /** All alerts of the task. */
  List<AlertLife> all() {
    return all(lives.all());
  }

  private static List<AlertLife> all(KeyValueIterator<String, byte[]> rows) {
    List<AlertLife> found = new ArrayList<>();
    try (rows) {
      rows.forEachRemaining(row -> found.add(AlertLifeCodec.decode(row.value)));
    }
    return found;
  }

  /** Nothing is due before that. */
  long next() {
    return next;
  }

  private long first() {
    try (KeyValueIterator<Bytes, byte[]> rows = timers.all()) {
      return rows.hasNext() ? ByteBuffer.wrap(rows.next().key.get()).getLong() : Long.MAX_VALUE;
    }
  }

  /** The alerts that are due at a time or were before, the earliest first. */
  List<AlertLife> due(long time) {
    List<String> rows = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> found =
        timers.range(timer(0, ""), timer(Math.addExact(time, 1), ""))) {
      found.forEachRemaining(
          timer -> {
            byte[] key = timer.key.get();
            rows.add(new String(key, Long.BYTES, key.length - Long.BYTES, StandardCharsets.UTF_8));
          });
    }
    return rows.stream().map(row -> AlertLifeCodec.decode(lives.get(row))).toList();
  }

  /** What was due has been looked at. */
  void passed() {
    next = first();
  }

  private static Bytes timer(long due, String row) {
    byte[] name = row.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(Long.BYTES + name.length).putLong(Math.max(0, due)).put(name).array());
  }
}
