// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.javalin.config.RoutesConfig;
import io.tanliu.access.AccessDesk;
import io.tanliu.access.AuditTrail;
import io.tanliu.access.Authenticator;
import io.tanliu.access.Permission;
import io.tanliu.access.Place;
import io.tanliu.access.Places;
import io.tanliu.access.http.AccessRoutes;
import io.tanliu.access.http.HttpGate;
import io.tanliu.access.http.RouteRules;
import io.tanliu.gateway.Gateway;
import io.tanliu.query.Query;
import io.tanliu.reference.Seeds;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Who may call the parts of a process: everybody who is known, or simply everybody. */
final class AccessPart implements AutoCloseable {
  /** Key of the setting: {@code required}, the default, or {@code open}. */
  static final String ACCESS = "access";

  private final Optional<AccessDesk> desk;
  private final Clock clock = Clock.systemUTC();

  /**
   * @param clients configuration of Kafka clients and of access
   * @throws IllegalArgumentException when its settings cannot be used
   */
  AccessPart(Map<String, Object> clients) {
    String access =
        clients.getOrDefault(ACCESS, "required").toString().strip().toLowerCase(Locale.ROOT);
    this.desk =
        switch (access) {
          case "required" -> Optional.of(new AccessDesk(clients, clock));
          case "open" -> Optional.empty();
          default ->
              throw new IllegalArgumentException(
                  ACCESS + ": " + access + " (expected: required or open)");
        };
  }

  /** Stands before all routes of the process; what no rule names is refused. */
  void install(RoutesConfig routes, Optional<Gateway> gateway, Optional<Query> query, Seeds seeds) {
    Places places =
        new Places(seeds.regions()::ancestry, unit -> Optional.<String>empty(), "360000");
    RouteRules rules =
        query
            .map(Query::rules)
            .or(() -> gateway.map(Gateway::rules))
            .orElseGet(() -> new RouteRules(places));
    gateway.map(Gateway::rules).ifPresent(rules::and);
    rules
        .and(AccessRoutes.rules(places))
        .open("GET", "/health")
        .at(Permission.READ, "GET", "/metrics", ctx -> Place.EVERYTHING);
    new HttpGate(authenticator(), trail(), clock, rules).install(routes);
    new AccessRoutes(desk).install(routes);
  }

  /** Who finds out who calls. */
  Authenticator authenticator() {
    return desk.<Authenticator>map(open -> open).orElse(Authenticator.OPEN);
  }

  /** Where changes and refusals are recorded. */
  AuditTrail trail() {
    return desk.map(AccessDesk::trail).orElse(AuditTrail.NONE);
  }

  /** The key by which the other instances know this one; nothing where access is open. */
  InstanceKey instanceKey(String address) {
    return new InstanceKey(desk.map(AccessDesk::keys), address, clock);
  }

  boolean up() {
    return desk.map(open -> open.progress().ready()).orElse(true);
  }

  PartHealth health() {
    return new PartHealth(
        up(), Map.of("access", desk.isEmpty() ? "open" : up() ? "required" : "keys are loading"));
  }

  void start() {
    desk.ifPresent(AccessDesk::start);
  }

  @Override
  public void close() {
    desk.ifPresent(AccessDesk::close);
  }
}
