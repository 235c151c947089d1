// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.alerts;

import io.tanliu.avro.AlertSilence;
import io.tanliu.domain.alert.life.AlertLife;
import io.tanliu.domain.alert.life.Silence;
import io.tanliu.wire.SilenceMapping;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The silences, which are few, held in memory beside their store. */
final class Silences {
  private final Map<String, Silence> byId = new TreeMap<>();
  private KeyValueStore<String, AlertSilence> store;

  void init(KeyValueStore<String, AlertSilence> silences) {
    store = silences;
    byId.clear();
    try (KeyValueIterator<String, AlertSilence> all = store.all()) {
      all.forEachRemaining(row -> byId.put(row.key, SilenceMapping.fromAvro(row.value)));
    }
  }

  /**
   * Sets or deletes a silence.
   *
   * @throws IllegalArgumentException when it means nothing
   */
  void set(String id, Optional<AlertSilence> silence) {
    if (silence.isEmpty()) {
      byId.remove(id);
      store.delete(id);
      return;
    }
    byId.put(id, SilenceMapping.fromAvro(silence.get()));
    store.put(id, silence.get());
  }

  /** The silence that covers an alert at a log time, of several the one that ends last. */
  Optional<Silence> covering(AlertLife life, long at) {
    return byId.values().stream()
        .filter(silence -> silence.holds(at))
        .filter(silence -> silence.covers(life.signal(), life.phase().severity()))
        .max(Comparator.comparingLong(Silence::until).thenComparing(Silence::id));
  }

  /** When a silence begins or ends next after a log time; the end of time when none does. */
  long next(long after) {
    long next = Long.MAX_VALUE;
    for (Silence silence : byId.values()) {
      next = Math.min(next, silence.next(after));
    }
    return next;
  }

  /** Forgets what ended long ago: it covers nothing any more. */
  void forget(long endedBefore) {
    byId.values().removeIf(silence -> silence.until() < endedBefore && delete(silence.id()));
  }

  private boolean delete(String id) {
    store.delete(id);
    return true;
  }
}
