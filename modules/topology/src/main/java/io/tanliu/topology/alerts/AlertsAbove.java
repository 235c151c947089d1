// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.alerts;

import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertState;
import io.tanliu.domain.alert.AlertKey;
import io.tanliu.domain.alert.life.AlertLife;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The firing alerts of regions, which every task knows: a rule may say that they explain what is
 * below. None of the packaged rules does.
 */
final class AlertsAbove {
  private final Map<String, Map<String, AlertKey>> byRegion = new HashMap<>();
  private KeyValueStore<String, String> store;

  void init(KeyValueStore<String, String> rows) {
    store = rows;
    byRegion.clear();
    try (KeyValueIterator<String, String> all = store.all()) {
      all.forEachRemaining(row -> AlertKey.parse(row.key).ifPresent(this::remember));
    }
  }

  private void remember(AlertKey key) {
    byRegion.computeIfAbsent(key.entity(), r -> new TreeMap<>()).put(key.id(), key);
  }

  /** An alert of a region has changed; true when it began or ceased to fire. */
  boolean changed(AlertEvent event) {
    AlertKey key = new AlertKey(event.getRule(), event.getEntity(), event.getSubject());
    Map<String, AlertKey> known = byRegion.getOrDefault(key.entity(), Map.of());
    boolean firing = event.getState() == AlertState.FIRING;
    if (firing == known.containsKey(key.id())) {
      return false;
    }
    if (firing) {
      remember(key);
      store.put(key.id(), key.rule());
    } else {
      known.remove(key.id());
      store.delete(key.id());
    }
    return true;
  }

  /** The first alert of a region above that explains an alert. */
  Optional<AlertKey> explaining(AlertLife life, Predicate<AlertKey> explains) {
    if (byRegion.isEmpty()) {
      return Optional.empty();
    }
    String entity = life.signal().key().entity();
    return life.signal().regions().stream()
        .filter(region -> !region.equals(entity))
        .flatMap(region -> byRegion.getOrDefault(region, Map.of()).values().stream())
        .filter(explains)
        .findFirst();
  }
}
