// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tanliu.edge.EdgeStatus.Waiting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the agent is, for people and for monitors. */
final class HealthPage {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final EdgeStore store;
  private final Alarms alarms;
  private final Duration keep;
  private final Clock clock;

  HealthPage(EdgeStore store, Alarms alarms, Duration keep, Clock clock) {
    this.store = store;
    this.alarms = alarms;
    this.keep = keep;
    this.clock = clock;
  }

  void routes(HttpServer server) {
    server.createContext("/", this::answer);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case "/health" -> {
          Map<String, Object> health = health();
          boolean well = ((List<?>) health.get("alarms")).isEmpty();
          send(exchange, well ? 200 : 503, "application/json", JSON.writeValueAsBytes(health));
        }
        case "/metrics" -> text(exchange, "text/plain; version=0.0.4; charset=utf-8", metrics());
        case "/" -> text(exchange, "text/html; charset=utf-8", page());
        default -> send(exchange, 404, "text/plain", new byte[0]);
      }
    }
  }

  private static void text(HttpExchange exchange, String type, String text) throws IOException {
    send(exchange, 200, type, text.getBytes(StandardCharsets.UTF_8));
  }

  static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  /** Everything that is known, by name. */
  Map<String, Object> health() throws IOException {
    EdgeStatus status = store.status();
    Instant now = clock.instant();
    Map<String, Object> health = new LinkedHashMap<>();
    health.put("id", status.id());
    health.put("now", now.toString());
    health.put("waiting", status.waiting());
    Map<String, Object> units = new LinkedHashMap<>();
    for (Waiting each : status.units()) {
      units.put(
          each.unit(),
          Map.of(
              "waiting",
              each.readings(),
              "oldest",
              Instant.ofEpochMilli(each.oldest()).toString()));
    }
    health.put("units", units);
    health.put("acknowledged", status.acknowledged());
    health.put("rejected", status.rejected());
    health.put("refusedRequests", status.refused());
    health.put("usedBytes", status.usedBytes());
    health.put("limitBytes", status.limitBytes());
    health.put(
        "oldestKept",
        status.oldestKept() == 0 ? "" : Instant.ofEpochMilli(status.oldestKept()).toString());
    health.put(
        "lastSent", alarms.lastSent().equals(Instant.EPOCH) ? "" : alarms.lastSent().toString());
    health.put("clockDriftSeconds", alarms.driftKnown() ? alarms.drift().toMillis() / 1e3 : null);
    health.put("alarms", alarms.told(status, keep, now));
    return health;
  }

  private String metrics() throws IOException {
    EdgeStatus status = store.status();
    StringBuilder text = new StringBuilder(512);
    for (Waiting each : status.units()) {
      line(
          text,
          "tanliu_edge_waiting_readings{unit=\"" + escaped(each.unit()) + "\"}",
          each.readings());
    }
    line(text, "tanliu_edge_acknowledged_readings", status.acknowledged());
    line(text, "tanliu_edge_rejected_readings", status.rejected());
    line(text, "tanliu_edge_refused_requests", status.refused());
    line(text, "tanliu_edge_used_bytes", status.usedBytes());
    line(text, "tanliu_edge_limit_bytes", status.limitBytes());
    line(text, "tanliu_edge_refused_for_space_total", alarms.refusedForSpace());
    line(text, "tanliu_edge_clock_drift_seconds", alarms.drift().toMillis() / 1e3);
    line(text, "tanliu_edge_alarms", alarms.told(status, keep, clock.instant()).size());
    return text.toString();
  }

  private static void line(StringBuilder text, String name, Object value) {
    text.append(name).append(' ').append(value).append('\n');
  }

  private static String escaped(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private String page() throws IOException {
    StringBuilder page =
        new StringBuilder(
            "<!doctype html><html lang=\"zh\"><meta charset=\"utf-8\"><title>Tanliu edge</title>"
                + "<h1>碳流边缘代理 Tanliu edge</h1><table>");
    health()
        .forEach(
            (name, value) ->
                page.append("<tr><th align=\"left\">")
                    .append(html(name))
                    .append("<td>")
                    .append(html(String.valueOf(value))));
    return page.append("</table></html>").toString();
  }

  private static String html(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
