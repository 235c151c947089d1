// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.Javalin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanliu.access.AuditTrail;
import io.tanliu.access.http.AccessRoutes;
import io.tanliu.access.http.HttpGate;
import io.tanliu.embedded.EmbeddedCluster;
import io.tanliu.query.QueryHealth.Status;
import io.tanliu.reference.Seeds;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;

/** One instance of the query part on a server of its own. */
final class QueryServer implements AutoCloseable {
  static final ObjectMapper EXACT =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  static final Seeds SEEDS = Seeds.load();

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  final Query query;
  private final Javalin server;
  private boolean closed;

  QueryServer(QuerySettings settings, Map<String, Object> kafka) {
    this(settings, kafka, 0);
  }

  QueryServer(QuerySettings settings, Map<String, Object> kafka, int port) {
    query = new Query(settings, kafka, SEEDS, metrics);
    server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.jetty.host = "127.0.0.1";
                  HttpGate.open(AuditTrail.NONE, Clock.systemUTC()).install(config.routes);
                  new AccessRoutes(Optional.empty()).install(config.routes);
                  query.routes(config.routes);
                })
            .start(port);
    query.start("127.0.0.1:" + server.port());
  }

  static QueryServer start(EmbeddedCluster cluster, String application, Path state) {
    return start(cluster, application, state, 0);
  }

  static QueryServer start(EmbeddedCluster cluster, String application, Path state, int port) {
    return new QueryServer(
        settings(application, state), new HashMap<>(cluster.clientConfig()), port);
  }

  static QuerySettings settings(String application, Path state) {
    QuerySettings d = QuerySettings.defaults(state);
    return new QuerySettings(
        application,
        state,
        d.homeRegion(),
        d.zone(),
        d.minimumCoverage(),
        1000,
        3,
        8,
        Duration.ofMillis(600));
  }

  QueryServer awaitUp() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> query.health().status() == Status.UP);
    return this;
  }

  int port() {
    return server.port();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  HttpResponse<String> get(String path) {
    try {
      return CLIENT.send(
          HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(path, e);
    }
  }

  JsonNode json(String path) {
    return parse(get(path).body());
  }

  static JsonNode parse(String body) {
    try {
      return EXACT.readTree(body);
    } catch (IOException e) {
      throw new AssertionError(body, e);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      query.close();
      server.stop();
    }
  }
}
