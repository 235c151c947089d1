// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.tanliu.wire.Keys;
import java.time.Instant;

/**
 * A stretch of one entity's windows in one store, both ends inclusive, at most {@code limit} of
 * them.
 *
 * @param store name of the store, see {@link QueryTopology}
 * @param from first key
 * @param to last key
 * @param limit most windows to return, 1 or more
 * @param newestFirst from the end backwards
 */
record WindowScan(String store, String from, String to, int limit, boolean newestFirst) {
  /** Sorts behind every digit and letter of a start. */
  private static final char AFTER_ALL = '~';

  /** Windows with start at or after {@code from} and before {@code to}, oldest first. */
  static WindowScan between(
      String store, String entity, String granularity, Instant from, Instant to, int limit) {
    long first = ceilSecond(from);
    long last = ceilSecond(to) - 1000;
    return new WindowScan(
        store,
        Keys.window(entity, granularity, first),
        Keys.window(entity, granularity, last),
        limit,
        false);
  }

  /** The newest window. */
  static WindowScan newest(String store, String entity, String granularity) {
    String prefix = Keys.rolling(entity, granularity) + Keys.SEPARATOR;
    return new WindowScan(store, prefix, prefix + AFTER_ALL, 1, true);
  }

  /** The one window with that key. */
  static WindowScan exactly(String store, String key) {
    return new WindowScan(store, key, key, 1, false);
  }

  /** The entity whose windows they are. */
  String entity() {
    return Keys.entity(from);
  }

  private static long ceilSecond(Instant time) {
    return Math.floorDiv(time.toEpochMilli() + 999, 1000) * 1000;
  }
}
