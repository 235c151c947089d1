// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * What a simulator needs to know.
 *
 * @param url of the gateway, e.g. {@code http://127.0.0.1:8080}
 * @param seed decides everything that is simulated
 * @param history how far back the first start begins; 0 to 5 years
 * @param dataDir where the place in time is kept; created when missing
 * @param clock the wall clock; readings are sent up to it
 * @param connections requests in flight, 1 to 16
 * @param chunk span of history in one request per unit, 1 h to 31 days
 * @param devices the gateway's door for HJ 212; without it stack monitors send over HTTP
 */
public record SimulatorSettings(
    URI url,
    long seed,
    Duration history,
    Path dataDir,
    Clock clock,
    int connections,
    Duration chunk,
    Optional<InetSocketAddress> devices) {

  /** Seed unless another one is asked for. */
  public static final long DEFAULT_SEED = 36;

  public SimulatorSettings {
    check("history", history, Duration.ZERO, Duration.ofDays(1_827));
    check("chunk", chunk, Duration.ofHours(1), Duration.ofDays(31));
    if (connections < 1 || connections > 16) {
      throw new IllegalArgumentException("connections: " + connections + " (expected: 1 to 16)");
    }
  }

  /** A year of history in chunks of five days, three requests in flight. */
  public static SimulatorSettings of(URI url, Path dataDir, Clock clock) {
    return new SimulatorSettings(
        url,
        DEFAULT_SEED,
        Duration.ofDays(365),
        dataDir,
        clock,
        3,
        Duration.ofDays(5),
        Optional.empty());
  }

  /** The same with another seed. */
  public SimulatorSettings withSeed(long other) {
    return new SimulatorSettings(url, other, history, dataDir, clock, connections, chunk, devices);
  }

  /** The same with another length of history. */
  public SimulatorSettings withHistory(Duration other) {
    return new SimulatorSettings(url, seed, other, dataDir, clock, connections, chunk, devices);
  }

  /** The same with a door for HJ 212. */
  public SimulatorSettings withDevices(InetSocketAddress door) {
    return new SimulatorSettings(
        url, seed, history, dataDir, clock, connections, chunk, Optional.of(door));
  }

  private static void check(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: " + least + " to " + most + ")");
    }
  }
}
