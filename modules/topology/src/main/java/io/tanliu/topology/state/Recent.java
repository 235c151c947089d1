// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Values that were used last, as objects beside the store that holds their bytes. Whoever writes
 * the store writes here too; whoever is initialised again clears it first.
 */
final class Recent<K, V> {
  private final Map<K, V> values;

  /**
   * @param most number of values that are held
   */
  Recent(int most) {
    values =
        new LinkedHashMap<>(64, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        };
  }

  V get(K key) {
    return values.get(key);
  }

  void put(K key, V value) {
    values.put(key, value);
  }

  void remove(K key) {
    values.remove(key);
  }
}
