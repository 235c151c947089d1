// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tanliu.access.AccessDesk;
import io.tanliu.access.Permission;
import io.tanliu.access.Places;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.KafkaException;

/** {@code /api/v1/me}, {@code /api/v1/keys} and {@code /api/v1/audit-events}. */
public final class AccessRoutes {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final int MAX_BODY = 64 << 10;

  private final MeEndpoint me;
  private final Optional<KeysEndpoint> keys;
  private final Optional<AuditEndpoint> audit;

  /**
   * @param desk empty where access is open: there are no keys then
   */
  public AccessRoutes(Optional<AccessDesk> desk) {
    this.me = new MeEndpoint(desk.isPresent());
    this.keys = desk.map(KeysEndpoint::new);
    this.audit = desk.map(open -> new AuditEndpoint(open.audited()));
  }

  /** What each of the routes asks of its callers. */
  public static RouteRules rules(Places places) {
    return new RouteRules(places)
        .open("GET", "/openapi-access.yaml")
        .somewhere(Set.of(Permission.values()), "GET", "/api/v1/me")
        .somewhere(Permission.ADMIN, "GET", "/api/v1/keys")
        .somewhere(Permission.ADMIN, "POST", "/api/v1/keys")
        .somewhere(Permission.ADMIN, "GET", "/api/v1/keys/{id}")
        .somewhere(Permission.ADMIN, "DELETE", "/api/v1/keys/{id}")
        .somewhere(Permission.ADMIN, "POST", "/api/v1/keys/{id}/rotations")
        .at(Permission.AUDIT, "GET", "/api/v1/audit-events", ctx -> places.home());
  }

  /** Adds the routes to a server. */
  public void install(RoutesConfig routes) {
    routes.get("/openapi-access.yaml", AccessRoutes::contract);
    routes.get("/api/v1/me", me::handle);
    keys.ifPresent(
        endpoint -> {
          routes.get("/api/v1/keys", ctx -> answer(ctx, () -> endpoint.list(ctx)));
          routes.post("/api/v1/keys", ctx -> answer(ctx, () -> endpoint.create(ctx, body(ctx))));
          routes.get("/api/v1/keys/{id}", ctx -> answer(ctx, () -> endpoint.one(ctx)));
          routes.delete("/api/v1/keys/{id}", ctx -> answer(ctx, () -> endpoint.revoke(ctx)));
          routes.post(
              "/api/v1/keys/{id}/rotations",
              ctx -> answer(ctx, () -> endpoint.rotate(ctx, body(ctx))));
        });
    audit.ifPresent(
        endpoint ->
            routes.get("/api/v1/audit-events", ctx -> answer(ctx, () -> endpoint.list(ctx))));
  }

  /** Makes the body of an answer. */
  @FunctionalInterface
  private interface Work {
    Map<String, Object> answer() throws IOException;
  }

  private static void answer(Context ctx, Work work) throws IOException {
    try {
      Map<String, Object> body = work.answer();
      ctx.header("Cache-Control", "no-store");
      ctx.contentType("application/json").result(JSON.writeValueAsString(body));
    } catch (IllegalArgumentException e) {
      problem(ctx, 422, "INVALID_KEY", String.valueOf(e.getMessage()));
    } catch (KafkaException e) {
      ctx.header("Retry-After", "5");
      problem(ctx, 503, "UNAVAILABLE", "Kafka did not acknowledge");
    }
  }

  static void problem(Context ctx, int status, String code, String detail) throws IOException {
    Map<String, Object> body =
        Map.of(
            "type",
            "urn:tanliu:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-'),
            "title",
            "The request was refused",
            "status",
            status,
            "detail",
            detail,
            "code",
            code,
            "field",
            detail.contains(":") ? detail.substring(0, detail.indexOf(':')) : "",
            "value",
            "",
            "expected",
            detail);
    ctx.status(status)
        .contentType("application/problem+json; charset=utf-8")
        .result(JSON.writeValueAsString(body));
  }

  private static JsonNode body(Context ctx) throws IOException {
    byte[] bytes = ctx.req().getInputStream().readNBytes(MAX_BODY + 1);
    if (bytes.length > MAX_BODY) {
      throw new IllegalArgumentException("body: too long (expected: at most 64 KiB)");
    }
    JsonNode body;
    try {
      body = bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException("body: not JSON (expected: a JSON object)", e);
    }
    if (body == null || !body.isObject()) {
      throw new IllegalArgumentException("body: no object (expected: a JSON object)");
    }
    return body;
  }

  private static void contract(Context ctx) throws IOException {
    try (InputStream in = AccessRoutes.class.getResourceAsStream("/openapi-access.yaml")) {
      ctx.contentType("application/yaml; charset=utf-8").result(in.readAllBytes());
    }
  }
}
