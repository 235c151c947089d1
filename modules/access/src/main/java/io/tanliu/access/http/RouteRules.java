// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access.http;

import io.javalin.http.Context;
import io.tanliu.access.Permission;
import io.tanliu.access.Place;
import io.tanliu.access.Places;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What each route asks of its callers. A route that does not stand here is refused. */
public final class RouteRules {
  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private final Places places;

  /**
   * @param places where entities are, for what handlers ask
   */
  public RouteRules(Places places) {
    this.places = places;
  }

  /**
   * What a route asks.
   *
   * @param anyOf one of these permissions is needed; none for a route that is open to everybody
   * @param place where; nothing when the handler itself looks at what is asked for and leaves out
   *     or refuses what the caller may not see
   */
  record Rule(Set<Permission> anyOf, Function<Context, Optional<Place>> place) {}

  /** A route that is open to everybody. */
  public RouteRules open(String method, String path) {
    return put(method, path, new Rule(Set.of(), ctx -> Optional.empty()));
  }

  /** A route that needs a permission at the place that the request names. */
  public RouteRules at(
      Permission permission, String method, String path, Function<Context, Place> place) {
    return put(method, path, new Rule(Set.of(permission), place.andThen(Optional::of)));
  }

  /** A route that needs a permission for the entity that a query parameter names, if it does. */
  public RouteRules atIfNamed(Permission permission, String method, String path, String parameter) {
    return put(
        method,
        path,
        new Rule(
            Set.of(permission),
            ctx ->
                Optional.ofNullable(ctx.queryParam(parameter))
                    .filter(text -> !text.isBlank())
                    .map(places::entity)));
  }

  /** A route that needs a permission somewhere; its handler asks {@link HttpGate} for more. */
  public RouteRules somewhere(Permission permission, String method, String path) {
    return put(method, path, new Rule(Set.of(permission), ctx -> Optional.empty()));
  }

  /** A route that needs one of some permissions somewhere. */
  RouteRules somewhere(Set<Permission> anyOf, String method, String path) {
    return put(method, path, new Rule(Set.copyOf(anyOf), ctx -> Optional.empty()));
  }

  /** A route that needs one of two permissions somewhere; its handler asks for more. */
  public RouteRules somewhere(Permission permission, Permission or, String method, String path) {
    return put(method, path, new Rule(Set.of(permission, or), ctx -> Optional.empty()));
  }

  /** All rules of others, too. */
  public RouteRules and(RouteRules others) {
    rules.putAll(others.rules);
    return this;
  }

  private RouteRules put(String method, String path, Rule rule) {
    rules.put(method + " " + path, rule);
    return this;
  }

  Places places() {
    return places;
  }

  Optional<Rule> find(String route) {
    return Optional.ofNullable(rules.get(route));
  }

  /** Routes that have a rule, as {@code METHOD path}. */
  public Set<String> routes() {
    return new TreeSet<>(rules.keySet());
  }
}
