// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.domain.quality.Tally;
import io.tanliu.topology.state.ArrivalsCodec;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What a task has counted by gateway, and how much of it was told to those who add up. Both stand
 * in one row, in the same transaction as the message, so that nothing is told twice or never.
 */
final class TallyDesk {
  /** Readings that did not come through a gateway. */
  static final String DIRECT = "direct";

  private final Map<String, Counted> gateways = new TreeMap<>();
  private KeyValueStore<String, byte[]> store;

  private static final class Counted {
    private final Tally all;
    private Tally told;
    private boolean changed;

    private Counted(Tally all, Tally told) {
      this.all = all;
      this.told = told;
      this.changed = all.received() != told.received();
    }
  }

  void init(KeyValueStore<String, byte[]> rows) {
    store = rows;
    gateways.clear();
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      all.forEachRemaining(
          row -> {
            Tally[] pair = ArrivalsCodec.decodePair(row.value);
            gateways.put(row.key, new Counted(pair[0], pair[1]));
          });
    }
  }

  void count(String gateway, Tally tally) {
    String name = gateway.isEmpty() ? DIRECT : gateway;
    Counted counted = gateways.computeIfAbsent(name, g -> new Counted(new Tally(), new Tally()));
    counted.all.add(tally);
    counted.changed = true;
    store.put(name, ArrivalsCodec.encode(counted.all, counted.told));
  }

  /** Tells what was counted since the last time. */
  void tell(BiConsumer<String, Tally> teller) {
    gateways.forEach(
        (name, counted) -> {
          if (counted.changed) {
            teller.accept(name, counted.all.since(counted.told));
            counted.told = new Tally();
            counted.told.add(counted.all);
            counted.changed = false;
            store.put(name, ArrivalsCodec.encode(counted.all, counted.told));
          }
        });
  }
}
