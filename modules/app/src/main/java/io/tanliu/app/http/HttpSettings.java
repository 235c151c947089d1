// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.http;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Bounds of the HTTP server. Everything that somebody at the other end can make large, many or long
 * has one.
 *
 * @param host address to listen on
 * @param port 0 for any free one
 * @param tls certificate and trusted client authorities; nothing for plain HTTP
 * @param connections open at once; more are closed at once
 * @param connectionsPerAddress of them from one address (IPv6: from one /64)
 * @param threads that work on requests; at least 16
 * @param requestsPerSecond from one address, with twice as many at once; 0 for no limit
 * @param refusalsPerMinute answers 401 to one credential from one address (fifty times as many to
 *     the address as a whole), after which 429 is answered without looking; 0 for no limit
 * @param headBytes request line and headers together
 * @param idle how long a connection may be silent
 * @param headTime from the opening of a connection, or the end of its last request, to the end of
 *     the next request's headers; longer than {@code idle}
 * @param bodyTime how long the first part of a body may take to come, before a thread is given to
 *     it
 * @param requestTime a whole request, unless it is answered with a stream of events
 */
public record HttpSettings(
    String host,
    int port,
    Optional<TlsSettings> tls,
    int connections,
    int connectionsPerAddress,
    int threads,
    int requestsPerSecond,
    int refusalsPerMinute,
    int headBytes,
    Duration idle,
    Duration headTime,
    Duration bodyTime,
    Duration requestTime) {

  public HttpSettings {
    atLeast("http.port", port, 0);
    atLeast("http.connections", connections, 1);
    atLeast("http.connections.per.address", connectionsPerAddress, 1);
    atLeast("http.threads", threads, 16);
    atLeast("http.requests.per.second", requestsPerSecond, 0);
    atLeast("http.refusals.per.minute", refusalsPerMinute, 0);
    atLeast("http.head.bytes", headBytes, 1_024);
    atLeast("http.idle.ms", idle.toMillis(), 1);
    atLeast("http.head.ms", headTime.toMillis(), idle.toMillis() + 1);
    atLeast("http.body.ms", bodyTime.toMillis(), 1);
    atLeast("http.request.ms", requestTime.toMillis(), 1);
  }

  /**
   * The usual bounds, and what the configuration says instead.
   *
   * @throws IllegalArgumentException when a value is none
   */
  public static HttpSettings of(String host, int port, Map<String, Object> config) {
    return new HttpSettings(
        host,
        port,
        TlsSettings.of(config),
        number(config, "http.connections", 2_000),
        number(config, "http.connections.per.address", 200),
        number(config, "http.threads", 250),
        number(config, "http.requests.per.second", 2_000),
        number(config, "http.refusals.per.minute", 20),
        number(config, "http.head.bytes", 16 << 10),
        Duration.ofMillis(number(config, "http.idle.ms", 30_000)),
        Duration.ofMillis(number(config, "http.head.ms", 40_000)),
        Duration.ofMillis(number(config, "http.body.ms", 60_000)),
        Duration.ofMillis(number(config, "http.request.ms", 180_000)));
  }

  private static int number(Map<String, Object> config, String name, int usual) {
    Object value = config.get(name);
    try {
      return value == null ? usual : Integer.parseInt(value.toString().strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: a whole number)", e);
    }
  }

  private static void atLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: >= " + least + ")");
    }
  }
}
