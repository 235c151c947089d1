// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.hj212;

import io.tanliu.hj212.Packet;

/** A connection over which a device can be asked. */
public interface DeviceSession {
  /** Sends a packet, if the connection still takes any; on any thread. */
  void send(Packet packet);
}
