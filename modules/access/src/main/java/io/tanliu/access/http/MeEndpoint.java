// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access.http;

import io.javalin.http.Context;
import io.tanliu.access.Caller;
import io.tanliu.access.Grant;
import io.tanliu.access.Permission;
import io.tanliu.access.Role;
import io.tanliu.access.Scope;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code GET /api/v1/me}: who the caller is taken for, and what it may do. */
final class MeEndpoint {
  private final boolean required;

  /**
   * @param required false where access is open
   */
  MeEndpoint(boolean required) {
    this.required = required;
  }

  void handle(Context ctx) {
    Caller caller = HttpGate.caller(ctx);
    Map<String, Object> me = new LinkedHashMap<>();
    me.put("access", required ? "required" : "open");
    me.put("kind", lower(caller.kind()));
    me.put("id", caller.id());
    me.put("name", caller.name());
    me.put("everything", caller.mayEverywhere(Permission.READ));
    me.put("roles", roles(caller));
    me.put(
        "regions",
        caller.grants().stream()
            .map(Grant::scope)
            .filter(scope -> scope.kind() == Scope.Kind.REGION)
            .map(Scope::id)
            .distinct()
            .sorted()
            .toList());
    me.put(
        "grants",
        caller.grants().stream()
            .sorted(
                Comparator.comparing((Grant grant) -> grant.scope().toString())
                    .thenComparing(Grant::permission))
            .map(
                grant ->
                    Map.of(
                        "permission", lower(grant.permission()), "scope", grant.scope().toString()))
            .toList());
    ctx.header("Cache-Control", "no-store");
    ctx.json(me);
  }

  /** Roles of which the caller has every permission for one scope. */
  private static List<String> roles(Caller caller) {
    List<Scope> scopes = caller.grants().stream().map(Grant::scope).distinct().toList();
    return Arrays.stream(Role.values())
        .filter(role -> scopes.stream().anyMatch(s -> caller.grants().containsAll(role.grants(s))))
        .map(Role::text)
        .toList();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
