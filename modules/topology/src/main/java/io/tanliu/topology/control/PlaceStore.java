// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.control;

import io.tanliu.avro.UnitDefinition;
import io.tanliu.domain.unit.Membership;
import io.tanliu.topology.state.StateReader;
import io.tanliu.topology.state.StateWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/** Where each unit belongs, by which rules are chosen: its region and its industry. */
final class PlaceStore {
  static final String NAME = "control-places";

  private static final int VERSION = 1;

  private KeyValueStore<String, byte[]> store;

  /**
   * Where a unit belongs.
   *
   * @param region GB/T 2260 code
   * @param industry GB/T 4754 code
   */
  record Place(String region, String industry) {
    /** Entity id of the industry. */
    String industryEntity() {
      return Membership.INDUSTRY_PREFIX + industry;
    }

    /** Regions from its own up. */
    List<String> regions(Membership membership) {
      return membership.parents(region, "").stream()
          .filter(parent -> !parent.startsWith(Membership.INDUSTRY_PREFIX))
          .toList();
    }
  }

  void init(KeyValueStore<String, byte[]> places) {
    store = places;
  }

  /** Takes a definition; true when the unit belongs elsewhere than before. */
  boolean put(String unit, UnitDefinition definition) {
    byte[] before = store.get(unit);
    byte[] now =
        definition == null
            ? null
            : new StateWriter(VERSION)
                .text(definition.getRegion())
                .text(definition.getIndustry())
                .bytes();
    if (Arrays.equals(before, now)) {
      return false;
    }
    if (now == null) {
      store.delete(unit);
    } else {
      store.put(unit, now);
    }
    return true;
  }

  Optional<Place> of(String unit) {
    return Optional.ofNullable(store.get(unit))
        .map(
            bytes -> {
              StateReader in = new StateReader(bytes, VERSION, VERSION);
              return new Place(in.text(), in.text());
            });
  }
}
