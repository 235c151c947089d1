// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Names of the stores of a desk.
 *
 * @param prefix {@code unit} or {@code region}
 */
record DeskStores(String prefix) {
  /** Rows are rewritten while their window runs: small segments let compaction keep up. */
  private static final Map<String, String> COMPACT = Map.of("segment.bytes", "67108864");

  String windows() {
    return prefix + "-windows";
  }

  String books() {
    return prefix + "-books";
  }

  String budgets() {
    return prefix + "-budgets";
  }

  Set<StoreBuilder<?>> builders() {
    return Set.of(bytes(windows()), texts(books()), bytes(budgets()));
  }

  /** A cached, logged store of rows with binary keys that sort. */
  static StoreBuilder<?> bytes(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
        .withCachingEnabled()
        .withLoggingEnabled(COMPACT);
  }

  /** A cached, logged store of values with text keys. */
  static StoreBuilder<?> texts(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
        .withCachingEnabled()
        .withLoggingEnabled(COMPACT);
  }
}
