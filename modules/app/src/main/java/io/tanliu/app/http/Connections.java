// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.http;

import io.tanliu.app.http.HttpMetrics.Reason;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.io.EndPoint;

/**
 * The open connections: how many, of whom, and since when each waits for what. Jetty's own time
 * limits begin anew with every byte, so a sender of one byte now and then would keep a connection
 * for ever; these do not.
 */
final class Connections {
  private final HttpSettings settings;
  private final HttpMetrics metrics;
  private final AtomicInteger open = new AtomicInteger();
  private final Map<String, Integer> perSender = new ConcurrentHashMap<>();
  private final Map<EndPoint, Connection> all = new ConcurrentHashMap<>();
  private final Map<SocketAddress, Connection> byRemote = new ConcurrentHashMap<>();

  Connections(HttpSettings settings, HttpMetrics metrics) {
    this.settings = settings;
    this.metrics = metrics;
    metrics.connections(open::get);
  }

  /** One connection: between requests, or in one. */
  static final class Connection {
    private final EndPoint endPoint;
    private final SocketAddress remote;
    private final String sender;
    private volatile boolean inRequest;
    private volatile BooleanSupplier streams = () -> false;
    private volatile long since = System.nanoTime();

    private Connection(EndPoint endPoint, SocketAddress remote) {
      this.endPoint = endPoint;
      this.remote = remote;
      this.sender = Sender.of(remote);
    }

    /**
     * @param streams true once the answer turns out to be a stream of events, which has no end
     */
    void requestBegins(BooleanSupplier streams) {
      this.streams = streams;
      since = System.nanoTime();
      inRequest = true;
    }

    void requestEnds() {
      since = System.nanoTime();
      inRequest = false;
      streams = () -> false;
    }
  }

  /** A connection has come; it is closed at once when there are too many. */
  void opened(EndPoint endPoint) {
    // An end point that is closed no longer knows who was at the other end.
    SocketAddress remote = endPoint.getRemoteSocketAddress();
    if (remote == null) {
      endPoint.close();
      return;
    }
    Connection connection = new Connection(endPoint, remote);
    all.put(endPoint, connection);
    byRemote.put(remote, connection);
    int total = open.incrementAndGet();
    int same = perSender.merge(connection.sender, 1, Integer::sum);
    if (total > settings.connections()) {
      metrics.refused(Reason.CONNECTIONS);
      endPoint.close();
    } else if (same > settings.connectionsPerAddress()) {
      metrics.refused(Reason.CONNECTIONS_OF_ADDRESS);
      endPoint.close();
    }
  }

  void closed(EndPoint endPoint) {
    Connection connection = all.remove(endPoint);
    if (connection != null) {
      byRemote.remove(connection.remote, connection);
      open.decrementAndGet();
      perSender.computeIfPresent(
          connection.sender, (sender, count) -> count == 1 ? null : count - 1);
    }
  }

  /** The connection over which a request has come. */
  Connection of(SocketAddress remote) {
    Connection connection = remote == null ? null : byRemote.get(remote);
    // It has been closed meanwhile: what is said about it interests nobody.
    return connection == null ? new Connection(null, remote) : connection;
  }

  /** Closes what takes too long. */
  void sweep() {
    long now = System.nanoTime();
    for (Connection connection : all.values()) {
      long waited = now - connection.since;
      if (connection.inRequest) {
        if (longer(waited, settings.requestTime()) && !connection.streams.getAsBoolean()) {
          metrics.refused(Reason.SLOW_REQUEST);
          connection.endPoint.close();
        }
      } else if (longer(waited, settings.headTime())) {
        metrics.refused(Reason.SLOW_HEAD);
        connection.endPoint.close();
      }
    }
  }

  private static boolean longer(long nanos, Duration limit) {
    return nanos > limit.toNanos();
  }
}
