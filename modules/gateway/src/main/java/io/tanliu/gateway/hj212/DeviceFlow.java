// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.hj212;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** How many packets of all connections wait for Kafka, and who has stopped reading for it. */
final class DeviceFlow {
  private final int most;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Queue<DeviceConnection> stopped = new ConcurrentLinkedQueue<>();

  DeviceFlow(int most) {
    this.most = most;
  }

  void begin() {
    inFlight.incrementAndGet();
  }

  /** One packet has come to its end; at the half, those that stopped go on. */
  void end() {
    if (inFlight.decrementAndGet() <= most / 2) {
      DeviceConnection next = stopped.poll();
      while (next != null) {
        next.wake();
        next = stopped.poll();
      }
    }
  }

  boolean full() {
    return inFlight.get() >= most;
  }

  /** A connection that has stopped is told when there is room, also when there is already. */
  void wakeLater(DeviceConnection connection) {
    stopped.add(connection);
    if (inFlight.get() <= most / 2 && stopped.remove(connection)) {
      connection.wake();
    }
  }
}
