// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.alerts;

import org.apache.kafka.streams.state.KeyValueStore;

/**
 * How far the log has been read, by the timestamps of its records; it never goes back. It is kept,
 * so that a restart goes on where it was.
 */
final class LogTime {
  private static final String ROW = "read-to";

  private KeyValueStore<String, Long> store;
  private long time;

  void init(KeyValueStore<String, Long> times) {
    store = times;
    Long kept = store.get(ROW);
    time = kept == null ? 0 : kept;
  }

  /** Epoch milliseconds. */
  long now() {
    return time;
  }

  /** Goes on to a time, unless it is there already. */
  void reach(long to) {
    if (to > time) {
      time = to;
      store.put(ROW, to);
    }
  }
}
