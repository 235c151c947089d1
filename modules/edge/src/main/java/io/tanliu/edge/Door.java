// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tanliu.client.Delivery.Kind;
import io.tanliu.edge.EdgeStore.Stored;
import io.tanliu.edge.Parcel.Part;
import io.tanliu.edge.ReadingBodies.MalformedException;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/**
 * The agent's HTTP door: the gateway's own form of a push, so that a sender only needs another
 * address. The receipt says that the readings are stored here; it comes after they are on the disk.
 */
final class Door implements Closeable {
  static final int MAX_SENT = 16 << 20;
  static final int MAX_INFLATED = 64 << 20;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PREFIX = "/api/v1/units/";
  private static final int THREADS = 8;
  private static final int WAITING = 64;

  static {
    // The JDK's server waits for ever otherwise; seconds.
    System.setProperty("sun.net.httpserver.maxReqTime", "60");
    System.setProperty("sun.net.httpserver.maxRspTime", "60");
  }

  private final EdgeStore store;
  private final Set<String> units;
  private final Optional<byte[]> key;
  private final int partSize;
  private final Clock clock;
  private final Alarms alarms;
  private final Runnable stored;
  private final HttpServer server;
  private final ThreadPoolExecutor threads;

  /**
   * Opens the door.
   *
   * @param key key that senders must show
   * @param stored told when something new was stored
   */
  Door(
      EdgeSettings settings,
      EdgeStore store,
      Optional<String> key,
      Clock clock,
      Alarms alarms,
      HealthPage health,
      Runnable stored)
      throws IOException {
    this.store = store;
    this.units = settings.units();
    this.key = key.map(text -> text.getBytes(StandardCharsets.UTF_8));
    this.partSize = settings.shipment();
    this.clock = clock;
    this.alarms = alarms;
    this.stored = stored;
    InetAddress host = InetAddress.getByName(settings.host());
    if (!host.isLoopbackAddress() && key.isEmpty()) {
      throw new IOException(
          "door: host: " + settings.host() + " (expected: a keyFile for the door, or loopback)");
    }
    this.server = HttpServer.create(new InetSocketAddress(host, settings.port()), 128);
    this.threads =
        new ThreadPoolExecutor(
            THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING));
    server.setExecutor(threads);
    server.createContext(PREFIX, this::readings);
    health.routes(server);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void readings(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath().substring(PREFIX.length());
      if (!path.endsWith("/readings") || path.indexOf('/') != path.lastIndexOf('/')) {
        problem(exchange, 404, "NOT_FOUND", "path", path, "/api/v1/units/{unit}/readings");
      } else if (!exchange.getRequestMethod().equals("POST")) {
        problem(exchange, 405, "METHOD", "method", exchange.getRequestMethod(), "POST");
      } else if (!isKnown(exchange)) {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
        problem(exchange, 401, "UNAUTHENTICATED", "Authorization", "none or wrong", "the key");
      } else {
        String unit = path.substring(0, path.length() - "/readings".length());
        push(exchange, URLDecoder.decode(unit, StandardCharsets.UTF_8));
      }
    }
  }

  private boolean isKnown(HttpExchange exchange) {
    if (key.isEmpty()) {
      return true;
    }
    String bearer = exchange.getRequestHeaders().getFirst("Authorization");
    String plain = exchange.getRequestHeaders().getFirst("X-API-Key");
    String shown = bearer != null && bearer.startsWith("Bearer ") ? bearer.substring(7) : plain;
    return shown != null
        && MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), key.get());
  }

  private void push(HttpExchange exchange, String unit) throws IOException {
    if (!units.contains(unit)) {
      problem(exchange, 404, "UNKNOWN_UNIT", "unit", unit, "one of " + units);
      return;
    }
    String query = exchange.getRequestURI().getQuery();
    if (query != null && !query.equals("mode=backfill")) {
      problem(exchange, 400, "BAD_PARAMETER", "query", query, "mode=backfill");
      return;
    }
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    Optional<byte[]> body = body(exchange);
    if (body.isEmpty()) {
      return;
    }
    try {
      List<String> readings =
          ReadingBodies.read(
              type == null ? "" : type, new String(body.get(), StandardCharsets.UTF_8));
      store(exchange, unit, query == null ? Kind.LIVE : Kind.BACKFILL, readings, body.get());
    } catch (MalformedException e) {
      if (e.getMessage().equals("type")) {
        problem(
            exchange,
            415,
            "UNSUPPORTED_MEDIA_TYPE",
            "Content-Type",
            type,
            "application/json, application/x-ndjson or text/csv");
      } else {
        problem(exchange, 400, "MALFORMED", "body", e.getMessage(), "a whole body; none was taken");
      }
    }
  }

  /** The body, decompressed; empty when it was refused. */
  private Optional<byte[]> body(HttpExchange exchange) throws IOException {
    boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    byte[] sent = exchange.getRequestBody().readNBytes(MAX_SENT + 1);
    byte[] plain = sent;
    if (gzip && sent.length <= MAX_SENT) {
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(sent))) {
        plain = in.readNBytes(MAX_INFLATED + 1);
      } catch (IOException e) {
        problem(exchange, 400, "MALFORMED", "body", e.getMessage(), "a whole gzip stream");
        return Optional.empty();
      }
    }
    if (sent.length > MAX_SENT || plain.length > MAX_INFLATED) {
      problem(
          exchange,
          413,
          "TOO_LARGE",
          "body",
          "more",
          MAX_SENT + " bytes as sent and " + MAX_INFLATED + " decompressed at most");
      return Optional.empty();
    }
    return Optional.of(plain);
  }

  private void store(
      HttpExchange exchange, String unit, Kind kind, List<String> readings, byte[] body)
      throws IOException {
    String idempotency = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    List<Part> parts = Part.split(readings, partSize);
    Parcel parcel = new Parcel(unit, kind, "http", idempotency, Lines.sha256(body) + kind, parts);
    try {
      Stored done = store.append(parcel, clock.instant());
      alarms.hasRoom();
      stored.run();
      if (done.replay()) {
        exchange.getResponseHeaders().set("Idempotent-Replay", "true");
      }
      answer(exchange, 202, "application/json", receipt(unit, done));
    } catch (StoreException e) {
      switch (e.kind()) {
        case FULL -> {
          alarms.full();
          problem(exchange, 507, "STORE_FULL", "store", e.getMessage(), "room; nothing was taken");
        }
        case KEY_REUSED ->
            problem(
                exchange,
                422,
                "IDEMPOTENCY_KEY_REUSED",
                "Idempotency-Key",
                idempotency,
                "a key of its own for each body");
        case FAILED ->
            problem(exchange, 503, "UNAVAILABLE", "store", e.getMessage(), "a working disk");
      }
    }
  }

  private Map<String, Object> receipt(String unit, Stored done) {
    Map<String, Object> receipt = new LinkedHashMap<>();
    receipt.put("frame", done.id());
    receipt.put("unit", unit);
    receipt.put("receivedAt", clock.instant().toString());
    receipt.put("stage", "stored");
    receipt.put("accepted", done.readings());
    receipt.put("rejectedCount", 0);
    receipt.put("rejected", List.of());
    receipt.put("note", "已存于本地，稍后上报 stored here, sent on later");
    return receipt;
  }

  private static void problem(
      HttpExchange exchange, int status, String code, String field, String value, String expected)
      throws IOException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "about:blank");
    body.put("status", status);
    body.put("detail", field + ": " + value + " (expected: " + expected + ")");
    body.put("code", code);
    body.put("field", field);
    body.put("value", value);
    body.put("expected", expected);
    if (status == 503 || status == 507) {
      exchange.getResponseHeaders().set("Retry-After", "60");
    }
    answer(exchange, status, "application/problem+json", body);
  }

  private static void answer(
      HttpExchange exchange, int status, String type, Map<String, Object> members)
      throws IOException {
    HealthPage.send(exchange, status, type, JSON.writeValueAsBytes(members));
  }

  @Override
  public void close() {
    server.stop(1);
    threads.shutdown();
  }
}
