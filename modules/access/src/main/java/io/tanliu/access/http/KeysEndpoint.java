// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.tanliu.access.AccessDesk;
import io.tanliu.access.AccessException;
import io.tanliu.access.Key;
import io.tanliu.access.KeyDesk;
import io.tanliu.access.Permission;
import io.tanliu.access.RoleGrant;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code /api/v1/keys}: an administrator gives and takes keys, of no more than it holds itself.
 * Secrets are told once, when they are made.
 */
final class KeysEndpoint {
  private final AccessDesk desk;

  KeysEndpoint(AccessDesk desk) {
    this.desk = desk;
  }

  Map<String, Object> list(Context ctx) {
    List<Map<String, Object>> keys =
        desk.book().all().stream().filter(key -> holds(ctx, key.grants())).map(this::json).toList();
    return Map.of("keys", keys);
  }

  Map<String, Object> one(Context ctx) {
    return json(find(ctx));
  }

  Map<String, Object> create(Context ctx, JsonNode body) {
    List<RoleGrant> grants = new ArrayList<>();
    for (JsonNode grant : body.path("grants")) {
      grants.add(RoleGrant.parse(grant.asText()));
    }
    check(ctx, grants);
    KeyDesk.Issued issued =
        desk.keys()
            .create(
                new KeyDesk.Wanted(
                    text(body, "id"),
                    text(body, "name").orElse(""),
                    grants,
                    text(body, "certificate"),
                    moment(body, "from"),
                    moment(body, "until")),
                HttpGate.caller(ctx).id());
    HttpGate.changed(ctx, "", issued.key().id() + ": " + issued.key().summary());
    ctx.status(201);
    return issued(issued);
  }

  Map<String, Object> rotate(Context ctx, JsonNode body) {
    Key before = find(ctx);
    Duration overlap = text(body, "overlap").map(KeysEndpoint::duration).orElse(KeyDesk.OVERLAP);
    KeyDesk.Issued issued = desk.keys().rotate(before.id(), overlap, HttpGate.caller(ctx).id());
    HttpGate.changed(ctx, before.summary(), "rotated; overlap " + overlap);
    return issued(issued);
  }

  Map<String, Object> revoke(Context ctx) {
    Key before = find(ctx);
    Key after = desk.keys().revoke(before.id(), HttpGate.caller(ctx).id());
    HttpGate.changed(ctx, before.summary(), after.summary());
    return json(after);
  }

  /** The key, if the caller could have given it: others are not even there. */
  private Key find(Context ctx) {
    Optional<Key> key = desk.book().find(ctx.pathParam("id"));
    check(ctx, key.map(Key::grants).orElse(List.of()));
    return key.orElseThrow(
        () -> new IllegalArgumentException("id: unknown (expected: an id of /api/v1/keys)"));
  }

  private static void check(Context ctx, List<RoleGrant> grants) {
    if (!holds(ctx, grants)) {
      throw AccessException.forbidden("outside-scope", "needed: all that the key may do");
    }
  }

  private static boolean holds(Context ctx, List<RoleGrant> grants) {
    for (RoleGrant grant : grants) {
      if (!HttpGate.may(ctx, Permission.ADMIN, places -> places.of(grant.scope()))) {
        return false;
      }
    }
    return !grants.isEmpty() || HttpGate.caller(ctx).mayEverywhere(Permission.ADMIN);
  }

  private Map<String, Object> issued(KeyDesk.Issued issued) {
    Map<String, Object> json = json(issued.key());
    json.put("secret", issued.secret().orElse(null));
    return json;
  }

  private Map<String, Object> json(Key key) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", key.id());
    json.put("name", key.name());
    json.put("grants", key.grants().stream().map(RoleGrant::toString).toList());
    json.put("certificate", key.certificate().orElse(null));
    json.put("from", Instant.ofEpochMilli(key.from()).toString());
    json.put("until", time(key.until()));
    json.put("formerSecretUntil", time(key.former()));
    json.put("revoked", key.revoked());
    json.put("author", key.author());
    json.put("changedAt", Instant.ofEpochMilli(key.changedAt()).toString());
    json.put("lastUsed", desk.book().lastUse(key.id()).map(u -> u.getAt().toString()).orElse(null));
    json.put("lastAddress", desk.book().lastUse(key.id()).map(u -> u.getAddress()).orElse(null));
    return json;
  }

  private static String time(OptionalLong millis) {
    return millis.isPresent() ? Instant.ofEpochMilli(millis.getAsLong()).toString() : null;
  }

  private static String time(Optional<Key.Former> former) {
    return former.map(f -> Instant.ofEpochMilli(f.until()).toString()).orElse(null);
  }

  private static Optional<String> text(JsonNode body, String field) {
    return Optional.of(body.path(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  private static OptionalLong moment(JsonNode body, String field) {
    Optional<String> text = text(body, field);
    try {
      return text.isPresent()
          ? OptionalLong.of(Instant.parse(text.get()).toEpochMilli())
          : OptionalLong.empty();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          field + ": " + text.get() + " (expected: a moment such as 2027-01-01T00:00:00Z)", e);
    }
  }

  private static Duration duration(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "overlap: " + text + " (expected: a duration such as P7D)", e);
    }
  }
}
