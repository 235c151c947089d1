// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.hj212.Packet;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which packets were taken lately, so that one that is sent again is not written again. */
final class DeviceRepeats {
  private static final int MOST = 100_000;

  private final Map<String, Boolean> written =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MOST;
        }
      };

  /** How a packet stands. */
  enum State {
    /** Not seen lately; it counts as on its way now. */
    NEW,
    /** Not acknowledged yet. */
    ON_ITS_WAY,
    /** Acknowledged by Kafka. */
    WRITTEN
  }

  /** The same identity with another content is another packet: some loggers repeat numbers. */
  static String key(String id, Packet packet) {
    byte[] region = packet.region().toBytes();
    return id + "#" + Arrays.hashCode(region) + "#" + region.length;
  }

  synchronized State begin(String key) {
    Boolean before = written.putIfAbsent(key, false);
    return before == null ? State.NEW : before ? State.WRITTEN : State.ON_ITS_WAY;
  }

  synchronized void done(String key) {
    written.replace(key, true);
  }

  synchronized void failed(String key) {
    written.remove(key, false);
  }
}
