// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.hj212;

import io.tanliu.hj212.Packet;
import io.tanliu.hj212.Verdict;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A packet that came, not yet judged by who sent it.
 *
 * @param verdict of an accepted frame
 * @param from address of the other end
 * @param certificate common name of the certificate that the connection brought
 * @param session the connection, for requests
 */
public record Arrival(
    Verdict verdict, InetAddress from, Optional<String> certificate, DeviceSession session) {

  /** The packet. */
  public Packet packet() {
    return verdict.packet().orElseThrow();
  }
}
