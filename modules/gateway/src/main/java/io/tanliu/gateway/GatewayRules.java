// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import static io.tanliu.access.Permission.DECIDE;
import static io.tanliu.access.Permission.EDIT;
import static io.tanliu.access.Permission.MANAGE;
import static io.tanliu.access.Permission.READ;
import static io.tanliu.access.Permission.REPORT;
import static io.tanliu.access.Permission.SEND;

import io.javalin.http.Context;
import io.tanliu.access.Place;
import io.tanliu.access.Places;
import io.tanliu.access.http.RouteRules;
import io.tanliu.domain.alert.AlertKey;
import io.tanliu.domain.device.Device;
import io.tanliu.domain.station.Station;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.reference.Seeds;
import java.util.function.Function;

/** What each route of the gateway asks of its callers. */
final class GatewayRules {
  /** The province; receivers and settings of everywhere are its own. */
  static final String HOME = "360000";

  private final Places places;
  private final StationBook stations;
  private final DeviceBook devices;

  GatewayRules(Seeds seeds, ReferenceView view, StationBook stations, DeviceBook devices) {
    this.places =
        new Places(
            seeds.regions()::ancestry,
            id ->
                view.definition(id)
                    .map(EnergyUnit::region)
                    // Alerts and silences are also of stations.
                    .or(() -> stations.find(id).map(Station::region)),
            HOME);
    this.stations = stations;
    this.devices = devices;
  }

  RouteRules rules() {
    String units = "/api/v1/units/{unit}/";
    Function<Context, Place> unit = ctx -> places.unit(ctx.pathParam("unit"));
    Function<Context, Place> device = ctx -> device(ctx.pathParam("mn"));
    Function<Context, Place> station = ctx -> station(ctx.pathParam("id"));
    Function<Context, Place> province = ctx -> places.home();
    Function<Context, Place> scope =
        ctx ->
            ctx.pathParam("scope").equals("*")
                ? places.home()
                : places.entity(ctx.pathParam("scope"));
    RouteRules rules =
        new RouteRules(places)
            .open("GET", "/openapi-gateway.yaml")
            .at(SEND, "POST", units + "readings", unit)
            .at(EDIT, "POST", units + "edits", unit)
            .at(READ, "GET", units + "edits", unit)
            .somewhere(MANAGE, REPORT, "POST", "/api/v1/reference")
            .somewhere(MANAGE, "GET", "/api/v1/devices")
            .at(MANAGE, "GET", "/api/v1/devices/{mn}", device)
            .somewhere(MANAGE, "PUT", "/api/v1/devices/{mn}")
            .at(MANAGE, "DELETE", "/api/v1/devices/{mn}", device)
            .at(MANAGE, "POST", "/api/v1/devices/{mn}/requests", device)
            .at(READ, "GET", "/api/v1/devices/{mn}/requests", device)
            .at(READ, "GET", "/api/v1/devices/{mn}/requests/{id}", device)
            .somewhere(MANAGE, "PUT", "/api/v1/stations/{id}")
            .at(MANAGE, "DELETE", "/api/v1/stations/{id}", station)
            .at(SEND, "POST", "/api/v1/stations/{id}/readings", station)
            .at(MANAGE, "GET", "/api/v1/receivers", province)
            .at(MANAGE, "GET", "/api/v1/receivers/{id}", province)
            .at(MANAGE, "PUT", "/api/v1/receivers/{id}", province)
            .at(MANAGE, "DELETE", "/api/v1/receivers/{id}", province)
            .at(DECIDE, "POST", "/api/v1/notices/{id}/resend", province)
            .somewhere(READ, "GET", "/api/v1/silences")
            .somewhere(DECIDE, "PUT", "/api/v1/silences/{id}")
            .somewhere(DECIDE, "DELETE", "/api/v1/silences/{id}")
            .somewhere(READ, "GET", "/api/v1/alert-rules")
            .at(MANAGE, "PUT", "/api/v1/alert-rules/{rule}/{scope}", scope)
            .at(MANAGE, "DELETE", "/api/v1/alert-rules/{rule}/{scope}", scope);
    alerts(rules);
    return rules;
  }

  private void alerts(RouteRules rules) {
    String alert = "/api/v1/alerts/{id}/";
    Function<Context, Place> entity =
        ctx ->
            AlertKey.parse(ctx.pathParam("id"))
                .map(key -> places.entity(key.entity()))
                .orElse(Place.EVERYTHING);
    rules
        .at(DECIDE, "POST", alert + "acknowledgements", entity)
        .at(DECIDE, "DELETE", alert + "acknowledgements", entity)
        .at(DECIDE, "POST", alert + "notes", entity)
        .at(DECIDE, "POST", alert + "escalations", entity);
  }

  /** Where a device measures; one that is not registered is nowhere. */
  private Place device(String mn) {
    return devices
        .find(mn)
        .map(DeviceBook.Known::device)
        .map(Device::unit)
        .map(places::unit)
        .orElse(Place.EVERYTHING)
        .withDevice(mn);
  }

  private Place station(String id) {
    return stations
        .find(id)
        .map(one -> place(places, one))
        .orElse(Place.EVERYTHING.withStation(id));
  }

  /** Where a station stands: a stack monitor at its unit, in the region of the station. */
  static Place place(Places places, Station station) {
    String unit = station.stack().map(Station.Stack::unit).orElse("");
    return new Place(places.region(station.region()).regions(), unit, station.id(), "");
  }
}
