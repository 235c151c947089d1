// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Bounds of the door for devices. Everything that a device can make large has one.
 *
 * @param host address to listen on
 * @param port 0 for any free one
 * @param maxConnections open at once; more are closed at once
 * @param maxPerAddress of them from one address
 * @param idle how long a connection may be silent
 * @param frameTime how long the sending of one frame may take
 * @param maxInFlight packets that wait for Kafka, of all connections
 * @param maxPerConnection packets that wait for Kafka, of one connection
 * @param maxRefused refused frames in a row, after which a connection is closed
 * @param maxNoise bytes between frames that belong to none, after which a connection is closed
 */
record DeviceSettings(
    String host,
    int port,
    int maxConnections,
    int maxPerAddress,
    Duration idle,
    Duration frameTime,
    int maxInFlight,
    int maxPerConnection,
    int maxRefused,
    int maxNoise) {

  /** Name of the port in the configuration of the clients. */
  static final String PORT = "hj212.port";

  /** Name of the address in the configuration of the clients. */
  static final String HOST = "hj212.host";

  DeviceSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(PORT + ": " + port + " (expected: 0 to 65535)");
    }
  }

  /** The door at this port with the usual bounds. */
  static DeviceSettings at(String host, int port) {
    return new DeviceSettings(
        host,
        port,
        20_000,
        5_000,
        Duration.ofMinutes(10),
        Duration.ofSeconds(30),
        10_000,
        16,
        20,
        64 << 10);
  }

  /** The door that the configuration asks for; none when it names no port. */
  static Optional<DeviceSettings> of(Map<String, Object> config) {
    Object port = config.get(PORT);
    if (port == null) {
      return Optional.empty();
    }
    Object host = config.getOrDefault(HOST, "127.0.0.1");
    try {
      int number = Integer.parseInt(port.toString().strip());
      return Optional.of(at(host.toString().strip(), number));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(PORT + ": " + port + " (expected: 0 to 65535)", e);
    }
  }
}
