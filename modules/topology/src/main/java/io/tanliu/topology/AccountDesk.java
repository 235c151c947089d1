// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.avro.QualityAccount;
import io.tanliu.domain.quality.Tally;
import io.tanliu.topology.state.ArrivalsCodec;
import io.tanliu.wire.Keys;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The accounts of gateways and of all readings: sums of what the units' tasks tell. */
final class AccountDesk {
  private final Set<String> changed = new LinkedHashSet<>();
  private KeyValueStore<String, byte[]> store;

  /** After a restart everything is published once more: it cannot be known what was. */
  void init(KeyValueStore<String, byte[]> rows) {
    store = rows;
    changed.clear();
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      all.forEachRemaining(row -> changed.add(row.key));
    }
  }

  void add(String account, Tally difference) {
    Tally sum = new Tally();
    byte[] known = store.get(account);
    if (known != null) {
      sum.add(ArrivalsCodec.decodePair(known)[0]);
    }
    sum.add(difference);
    store.put(account, ArrivalsCodec.encode(sum, new Tally()));
    changed.add(account);
  }

  /** Publishes every account that has changed since the last time. */
  void publish(BiConsumer<String, QualityAccount> publisher) {
    for (String account : changed) {
      Tally sum = ArrivalsCodec.decodePair(store.get(account))[0];
      boolean total = account.equals(Keys.TOTAL_ACCOUNT);
      String name = total ? "" : account.substring(account.indexOf(Keys.SEPARATOR) + 1);
      publisher.accept(account, QualityRecords.account(total ? "total" : "gateway", name, sum));
    }
    changed.clear();
  }
}
