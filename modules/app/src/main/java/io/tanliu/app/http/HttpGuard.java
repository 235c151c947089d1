// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.http;

import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.Gzip;
import io.javalin.config.JavalinConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Makes a Javalin server one that strangers may talk to. */
public final class HttpGuard {
  /** Half the CPU of the usual 6 for a sixth more bytes. */
  private static final int GZIP_LEVEL = 3;

  private static final int IDLE_THREADS = 8;
  private static final int IDLE_THREAD_MILLIS = 20_000;

  private HttpGuard() {}

  /**
   * Sets the listener, its threads and what every request passes first. Host and port are those of
   * the settings.
   *
   * @throws IllegalArgumentException when the files of TLS do not hold what they should
   */
  public static void apply(JavalinConfig config, HttpSettings settings, MeterRegistry registry) {
    HttpMetrics metrics = new HttpMetrics(registry);
    Connections connections = new Connections(settings, metrics);
    Optional<Tls> tls = settings.tls().map(Tls::new);
    config.http.compressionStrategy = new CompressionStrategy(null, new Gzip(GZIP_LEVEL));
    config.jetty.threadPool = threads(settings);
    config.jetty.modifyHttpConfiguration(http -> strict(http, settings));
    config.jetty.addConnector(
        (server, http) -> connector(server, http, settings, connections, tls));
    config.jetty.modifyServer(
        server -> {
          RequestGuard guard = new RequestGuard(settings, connections, metrics);
          guard.setHandler(new BodyFirst(settings, metrics));
          server.setHandler(guard);
          server.setErrorHandler(new Refusals(metrics));
        });
  }

  private static void strict(HttpConfiguration http, HttpSettings settings) {
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(settings.headBytes());
    http.setHttpCompliance(HttpCompliance.RFC9110);
    // Javalin's usual setting takes %2f, %2e%2e and the like, for the sake of old clients.
    http.setUriCompliance(UriCompliance.RFC3986);
  }

  private static Connector connector(
      Server server,
      HttpConfiguration http,
      HttpSettings settings,
      Connections connections,
      Optional<Tls> tls) {
    if (tls.isEmpty()) {
      return new GuardedConnector(
          server, settings, connections, connections::sweep, new HttpConnectionFactory(http));
    }
    // One certificate serves whatever name the sender knows this server by.
    http.addCustomizer(new SecureRequestCustomizer(false));
    return new GuardedConnector(
        server,
        settings,
        connections,
        () -> {
          connections.sweep();
          tls.get().look();
        },
        new SslConnectionFactory(tls.get().factory(), HttpVersion.HTTP_1_1.asString()),
        new HttpConnectionFactory(http));
  }

  /** What waits for a thread is bounded by the connections, each of which has one task at most. */
  private static QueuedThreadPool threads(HttpSettings settings) {
    QueuedThreadPool threads =
        new QueuedThreadPool(settings.threads(), IDLE_THREADS, IDLE_THREAD_MILLIS);
    // Jetty lets go of one idle thread a minute, and would keep a flood's threads for hours.
    threads.setMaxEvictCount(settings.threads());
    threads.setName("tanliu-http");
    return threads;
  }
}
