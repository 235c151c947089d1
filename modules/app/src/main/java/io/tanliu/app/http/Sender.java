// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** By what name somebody at the other end of a connection is counted. */
final class Sender {
  private static final int NETWORK_BYTES = 8;

  private Sender() {}

  /** The address; of IPv6 the /64, because that is what one subscriber has. */
  static String of(SocketAddress remote) {
    if (!(remote instanceof InetSocketAddress socket) || socket.getAddress() == null) {
      return "unknown";
    }
    InetAddress address = socket.getAddress();
    if (address instanceof Inet6Address) {
      byte[] network = Arrays.copyOf(address.getAddress(), NETWORK_BYTES);
      return HexFormat.of().formatHex(network) + "/64";
    }
    return address.getHostAddress();
  }
}
