// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.hj212;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Bounds of the door for devices. Everything that a device can make large has one.
 *
 * @param host address to listen on
 * @param port 0 for any free one
 * @param tls how connections are encrypted, if they are
 * @param maxConnections open at once; more are closed at once
 * @param maxPerAddress of them from one address
 * @param idle how long a connection may be silent
 * @param unproven how long a connection may be open before a device has proved who it is
 * @param frameTime how long the sending of one frame may take
 * @param maxInFlight packets that wait for Kafka, of all connections
 * @param maxPerConnection packets that wait for Kafka, of one connection
 * @param maxRefused refused frames in a row, after which a connection is closed
 * @param maxNoise bytes between frames that belong to none, after which a connection is closed
 */
public record DeviceSettings(
    String host,
    int port,
    Optional<DeviceTls> tls,
    int maxConnections,
    int maxPerAddress,
    Duration idle,
    Duration unproven,
    Duration frameTime,
    int maxInFlight,
    int maxPerConnection,
    int maxRefused,
    int maxNoise) {

  /** Name of the port in the configuration of the clients. */
  public static final String PORT = "hj212.port";

  /** Name of the address in the configuration of the clients. */
  public static final String HOST = "hj212.host";

  /** Name of the most connections of one address in the configuration of the clients. */
  public static final String PER_ADDRESS = "hj212.max.per.address";

  /** Name of the time for one frame, in milliseconds, in the configuration of the clients. */
  public static final String FRAME_TIME = "hj212.frame.time.ms";

  private static final int MAX_CONNECTIONS = 20_000;
  private static final int MAX_PER_ADDRESS = 5_000;
  private static final int FRAME_MILLIS = 30_000;
  private static final int MAX_FRAME_MILLIS = 600_000;

  public DeviceSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(PORT + ": " + port + " (expected: 0 to 65535)");
    }
    if (maxPerAddress < 1 || maxPerAddress > MAX_CONNECTIONS) {
      throw new IllegalArgumentException(
          PER_ADDRESS + ": " + maxPerAddress + " (expected: 1 to " + MAX_CONNECTIONS + ")");
    }
  }

  /** The door that the configuration asks for; none when it names no port. */
  public static Optional<DeviceSettings> of(Map<String, Object> config) {
    if (config.get(PORT) == null) {
      return Optional.empty();
    }
    return Optional.of(
        new DeviceSettings(
            config.getOrDefault(HOST, "127.0.0.1").toString().strip(),
            number(config, PORT, 0, 0, 65_535),
            DeviceTls.of(config),
            MAX_CONNECTIONS,
            number(config, PER_ADDRESS, MAX_PER_ADDRESS, 1, MAX_CONNECTIONS),
            Duration.ofMinutes(10),
            Duration.ofMinutes(3),
            Duration.ofMillis(number(config, FRAME_TIME, FRAME_MILLIS, 100, MAX_FRAME_MILLIS)),
            10_000,
            16,
            20,
            64 << 10));
  }

  private static int number(
      Map<String, Object> config, String name, int byDefault, int least, int most) {
    String text = config.getOrDefault(name, byDefault).toString().strip();
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(
        name + ": " + text + " (expected: " + least + " to " + most + ")");
  }
}
