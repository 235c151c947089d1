// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static io.tanliu.access.Permission.DECIDE;
import static io.tanliu.access.Permission.READ;

import io.javalin.http.Context;
import io.tanliu.access.Place;
import io.tanliu.access.Places;
import io.tanliu.access.http.RouteRules;
import io.tanliu.avro.StationDefinition;
import io.tanliu.domain.alert.AlertKey;
import io.tanliu.domain.unit.EnergyUnit;
import java.util.Optional;
import java.util.function.Function;

/**
 * What each route of the query part asks of its callers. What names one entity is asked here,
 * before it is told whether there is such an entity; lists leave out what the caller may not see.
 */
final class QueryRules {
  private final Places places;
  private final String home;

  /**
   * @param home region that is shown when none is named
   */
  QueryRules(Directory directory, DecodedView<StationDefinition> stations, String home) {
    this.places =
        new Places(
            directory::ancestry,
            id ->
                directory
                    .unit(id)
                    .map(EnergyUnit::region)
                    // Alerts are also of stations.
                    .or(() -> stations.get(id).map(StationDefinition::getRegion)),
            home);
    this.home = home;
  }

  RouteRules rules() {
    Function<Context, Place> entity = ctx -> places.entity(ctx.pathParam("id"));
    Function<Context, Place> unit = ctx -> places.unit(ctx.pathParam("id"));
    Function<Context, Place> alert =
        ctx ->
            AlertKey.parse(ctx.pathParam("id"))
                .map(key -> places.entity(key.entity()))
                .orElse(Place.EVERYTHING);
    Function<Context, Place> named =
        ctx -> named(ctx, "entity").map(places::entity).orElse(Place.EVERYTHING);
    Function<Context, Place> reported = ctx -> places.entity(ctx.pathParam("entity"));
    return new RouteRules(places)
        .open("GET", "/")
        .open("GET", "/assets/{file}")
        .open("GET", "/assets/{folder}/{file}")
        .open("GET", "/openapi.yaml")
        .open("GET", "/asyncapi.yaml")
        .somewhere(READ, "GET", "/api/v1/entities")
        .at(READ, "GET", "/api/v1/entities/{id}", entity)
        .at(READ, "GET", "/api/v1/entities/{id}/windows", entity)
        .at(READ, "GET", "/api/v1/entities/{id}/views/{view}", entity)
        .at(READ, "GET", "/api/v1/reports/{entity}/{period}", reported)
        .at(DECIDE, "POST", "/api/v1/reports/{entity}/{period}/seal", reported)
        .at(READ, "GET", "/api/v1/units/{id}/quality", unit)
        .at(READ, "GET", "/api/v1/regions/{id}/network", entity)
        .at(READ, "GET", "/api/v1/regions/{id}/air", entity)
        .at(READ, "GET", "/api/v1/lamps", named)
        .at(READ, "GET", "/api/v1/intensity", named)
        .at(READ, "GET", "/api/v1/shares", named)
        .at(READ, "GET", "/api/v1/forecasts", named)
        .at(
            READ,
            "GET",
            "/api/v1/overview",
            ctx -> places.entity(named(ctx, "region").orElse(home)))
        .atIfNamed(READ, "GET", "/api/v1/targets", "entity")
        .atIfNamed(READ, "GET", "/api/v1/factors", "entity")
        .atIfNamed(READ, "GET", "/api/v1/alerts", "entity")
        .somewhere(READ, "GET", "/api/v1/alerts/stream")
        .at(READ, "GET", "/api/v1/alerts/{id}", alert)
        .at(READ, "GET", "/api/v1/alerts/{id}/history", alert)
        .somewhere(READ, "GET", "/api/v1/notices")
        .somewhere(READ, "GET", "/api/v1/notices/{id}")
        .somewhere(READ, "GET", "/api/v1/deliveries")
        .somewhere(READ, "GET", "/api/v1/accounts")
        .atIfNamed(READ, "GET", "/api/v1/stations", "region")
        .somewhere(READ, "GET", "/api/v1/stations/{id}")
        .somewhere(READ, "GET", "/api/v1/stations/{id}/hours")
        .at(READ, "POST", RemoteWindows.PATH, ctx -> Place.EVERYTHING);
  }

  private static Optional<String> named(Context ctx, String parameter) {
    return Optional.ofNullable(ctx.queryParam(parameter)).filter(text -> !text.isBlank());
  }
}
