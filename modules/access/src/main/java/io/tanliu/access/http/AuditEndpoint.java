// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access.http;

import io.javalin.http.Context;
import io.tanliu.access.AuditBook;
import io.tanliu.avro.AuditEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code GET /api/v1/audit-events}: the newest changes and refusals; the topic has all. */
final class AuditEndpoint {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;

  private final AuditBook book;

  AuditEndpoint(AuditBook book) {
    this.book = book;
  }

  Map<String, Object> list(Context ctx) {
    int limit = limit(ctx.queryParam("limit"));
    Optional<Instant> before = Optional.ofNullable(ctx.queryParam("before")).map(AuditEndpoint::at);
    Optional<String> caller = Optional.ofNullable(ctx.queryParam("caller"));
    Optional<String> kind = Optional.ofNullable(ctx.queryParam("kind"));
    List<AuditEvent> found =
        book.find(
            event ->
                before.filter(end -> !event.getAt().isBefore(end)).isEmpty()
                    && caller.filter(id -> !id.equals(event.getCaller())).isEmpty()
                    && kind.filter(k -> !k.equalsIgnoreCase(event.getKind().name())).isEmpty(),
            limit + 1);
    List<AuditEvent> shown = found.subList(0, Math.min(limit, found.size()));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("events", shown.stream().map(AuditEndpoint::json).toList());
    answer.put("truncated", found.size() > limit);
    answer.put(
        "next",
        found.size() > limit
            ? "/api/v1/audit-events?limit=" + limit + "&before=" + shown.get(limit - 1).getAt()
            : null);
    return answer;
  }

  private static Map<String, Object> json(AuditEvent event) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", event.getAt().toString());
    json.put("kind", event.getKind().name());
    json.put("callerKind", event.getCallerKind());
    json.put("caller", event.getCaller());
    json.put("callerName", event.getCallerName());
    json.put("action", event.getAction());
    json.put("entity", event.getEntity());
    json.put("outcome", event.getOutcome());
    json.put("before", event.getBefore());
    json.put("after", event.getAfter());
    json.put("address", event.getAddress());
    json.put("count", event.getCount());
    json.put("first", event.getFirst().toString());
    json.put("last", event.getLast().toString());
    return json;
  }

  private static Instant at(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "before: " + text + " (expected: a moment such as 2027-01-01T00:00:00Z)", e);
    }
  }

  private static int limit(String text) {
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    if (text.matches("\\d{1,4}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    }
    throw new IllegalArgumentException(
        "limit: " + io.tanliu.access.Safe.text(text, 50) + " (expected: 1 to " + MAX_LIMIT + ")");
  }
}
