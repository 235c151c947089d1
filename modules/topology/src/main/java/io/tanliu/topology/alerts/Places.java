// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.alerts;

import io.tanliu.avro.UnitDefinition;
import io.tanliu.domain.alert.Grounds;
import io.tanliu.domain.alert.Signal;
import io.tanliu.domain.unit.Membership;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Where the entities of alerts lie, so that no rule has to say it: of units from their definition,
 * of a region by its code.
 */
final class Places {
  private final Membership membership;
  private KeyValueStore<String, String> store;

  Places(Membership membership) {
    this.membership = membership;
  }

  void init(KeyValueStore<String, String> places) {
    store = places;
  }

  void set(String unit, Optional<UnitDefinition> definition) {
    if (definition.isPresent()) {
      store.put(unit, definition.get().getRegion() + "|" + definition.get().getIndustry());
    } else {
      store.delete(unit);
    }
  }

  /** The signal with region, regions above it and industry; what it says itself stays. */
  Signal fill(Signal signal) {
    String place = store.get(signal.key().entity());
    String entity = signal.key().entity();
    String region =
        signal.region().orElse(place == null ? entity : place.substring(0, place.indexOf('|')));
    List<String> regions =
        signal.regions().isEmpty() ? membership.parents(region, "") : signal.regions();
    if (regions.isEmpty()) {
      return signal;
    }
    return new Signal(
        signal.key(),
        signal.condition(),
        place == null ? signal.grounds() : industry(signal.grounds(), place),
        Optional.of(regions.get(0)),
        regions);
  }

  private static Grounds industry(Grounds grounds, String place) {
    String industry = place.substring(place.indexOf('|') + 1);
    if (industry.isEmpty() || grounds.labels().containsKey(Signal.INDUSTRY)) {
      return grounds;
    }
    Map<String, String> labels = new HashMap<>(grounds.labels());
    labels.put(Signal.INDUSTRY, industry);
    return new Grounds(
        grounds.quantity(),
        grounds.period(),
        grounds.crossedAt(),
        grounds.measured(),
        grounds.limit(),
        grounds.schedule(),
        grounds.unit(),
        grounds.coverage(),
        grounds.estimated(),
        grounds.revision(),
        grounds.zone(),
        grounds.source(),
        labels);
  }
}
