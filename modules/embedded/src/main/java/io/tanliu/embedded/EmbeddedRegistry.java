// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A schema registry in this process with Confluent's REST API, for Avro, reachable from this
 * machine only. Schemas stand in the compacted topic {@code _tanliu_schemas} of the broker.
 * Subjects and versions cannot be deleted; new schemas must be fully compatible unless configured
 * otherwise.
 */
public final class EmbeddedRegistry implements AutoCloseable {
  /** Longest request body, bytes. */
  public static final int MAX_BODY_BYTES = 1 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRegistry.class);
  private static final int THREADS = 4;
  private static final int BACKLOG = 64;
  private static final ObjectMapper JSON = new ObjectMapper();

  static {
    // Without it, headers and body of an answer wait for each other's acknowledgement: 40 ms each.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final SchemaLog log;
  private final RegistryApi api;

  private EmbeddedRegistry(HttpServer server, SchemaLog log, RegistryApi api) {
    this.server = server;
    this.log = log;
    this.api = api;
    this.threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "schema-registry");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Reads the schemas from the broker and serves.
   *
   * @param bootstrap address of the broker
   * @param port 0 for any free one
   * @throws IllegalStateException when the port is in use
   */
  public static EmbeddedRegistry start(String bootstrap, int port) {
    HttpServer server;
    try {
      server =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port),
              BACKLOG);
    } catch (IOException e) {
      throw new IllegalStateException("Port " + port + " is in use (expected: a free port)", e);
    }
    SchemaStore store = new SchemaStore();
    SchemaLog log;
    try {
      log = SchemaLog.open(bootstrap, store);
    } catch (RuntimeException e) {
      server.stop(0);
      throw e;
    }
    EmbeddedRegistry registry = new EmbeddedRegistry(server, log, new RegistryApi(store, log));
    server.createContext("/", registry::answer);
    server.setExecutor(registry.threads);
    server.start();
    return registry;
  }

  /** Base address: {@code http://127.0.0.1:port}. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      int status = 200;
      byte[] body;
      try {
        body = JSON.writeValueAsBytes(handle(exchange));
      } catch (RegistryRefusal e) {
        status = e.status();
        body = error(e.code(), e.getMessage());
      } catch (RuntimeException e) {
        LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
        status = 500;
        body = error(50001, "Error in the backend data store: " + e.getMessage());
      }
      exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
      exchange.sendResponseHeaders(status, body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  private JsonNode handle(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      throw RegistryRefusal.tooLarge(MAX_BODY_BYTES);
    }
    return api.handle(
        exchange.getRequestMethod(), segments(uri.getRawPath()), query(uri), parse(body));
  }

  private static JsonNode parse(byte[] body) throws IOException {
    if (body.length == 0) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw RegistryRefusal.malformed("Body is not JSON: " + e.getOriginalMessage());
    }
  }

  private static List<String> segments(String path) {
    return Arrays.stream(path.split("/"))
        .filter(part -> !part.isEmpty())
        .map(part -> decode(part.replace("+", "%2B")))
        .toList();
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new HashMap<>();
    if (uri.getRawQuery() != null) {
      for (String part : uri.getRawQuery().split("&")) {
        String[] pair = part.split("=", 2);
        query.put(decode(pair[0]), pair.length == 2 ? decode(pair[1]) : "");
      }
    }
    return query;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw RegistryRefusal.malformed("Address is not URL-encoded: " + text);
    }
  }

  private static byte[] error(int code, String message) {
    try {
      return JSON.writeValueAsBytes(
          JSON.createObjectNode().put("error_code", code).put("message", message));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    log.close();
  }
}
