// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.javalin.http.Context;
import io.tanliu.access.Permission;
import io.tanliu.access.http.HttpGate;
import io.tanliu.avro.StationDefinition;
import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.station.Station;
import io.tanliu.domain.station.StationCheck;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import io.tanliu.reference.Seeds;
import io.tanliu.wire.StationMapping;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code PUT} and {@code DELETE /api/v1/stations/{id}}: stations and stack monitors. */
final class StationsHandler {
  private static final int MOST = 10_000;

  private final Seeds seeds;
  private final ReferenceView view;
  private final StationBook book;
  private final OwnWrites writes;
  private final BodyReader bodies;

  StationsHandler(
      Seeds seeds, ReferenceView view, StationBook book, OwnWrites writes, BodyReader bodies) {
    this.seeds = seeds;
    this.view = view;
    this.book = book;
    this.writes = writes;
    this.bodies = bodies;
  }

  /** Registers a station, or changes it: then what was sent is looked at anew. */
  synchronized Answer put(Context ctx, InputStream body) throws IOException {
    String id = ctx.pathParam("id");
    Optional<Station> before = book.find(id);
    before.ifPresent(one -> require(ctx, one));
    boolean known = before.isPresent();
    if (!known && book.count() >= MOST) {
      throw Problem.of(Problem.Code.INVALID_STATION, "id", id, "at most " + MOST + " stations");
    }
    Station station = StationDocument.read(id, text(ctx, body));
    require(ctx, station);
    check(station);
    HttpGate.replaced(ctx, before.orElse(null), station);
    write(id, StationMapping.toAvro(station));
    return Answer.json(known ? 200 : 201, head(station), "applied");
  }

  private static void require(Context ctx, Station station) {
    HttpGate.require(ctx, Permission.MANAGE, places -> GatewayRules.place(places, station));
    station
        .stack()
        .ifPresent(
            stack -> HttpGate.require(ctx, Permission.MANAGE, places -> places.unit(stack.unit())));
  }

  /** Forgets a station; what it sent stays in its topics. */
  synchronized Answer delete(Context ctx, InputStream body) {
    String id = ctx.pathParam("id");
    Station station = book.find(id).orElseThrow(() -> unknown(id));
    HttpGate.replaced(ctx, station, null);
    write(id, null);
    return Answer.json(200, head(station), "deleted");
  }

  static ProblemException unknown(String id) {
    return Problem.of(
        Problem.Code.UNKNOWN_STATION,
        "id",
        id,
        "a registered station; register it with PUT /api/v1/stations/{id}");
  }

  private void write(String id, StationDefinition definition) {
    writes.write(Topics.REF_STATION, id, definition, "station");
  }

  private void check(Station station) {
    List<Map<String, Object>> errors = new ArrayList<>();
    for (StationCheck.Problem problem : StationCheck.of(station, seeds.stations())) {
      errors.add(StationDocument.error(problem.field(), problem.value(), problem.expected()));
    }
    if (!seeds.regions().contains(station.region())) {
      errors.add(StationDocument.error("region", station.region(), "a GB/T 2260 code"));
    }
    if (view.knows(station.id())) {
      errors.add(StationDocument.error("id", station.id(), "an id that no unit has"));
    }
    station.stack().ifPresent(stack -> points(station, stack, errors));
    StationDocument.refuse(errors);
  }

  private void points(Station station, Station.Stack stack, List<Map<String, Object>> errors) {
    Optional<EnergyUnit> unit = view.definition(stack.unit());
    if (unit.isEmpty()) {
      errors.add(StationDocument.error("stack.unit", stack.unit(), "a registered unit"));
      return;
    }
    Map<String, Point> points = unit.get().pointsById();
    for (Station.Channel channel : station.channels()) {
      channel
          .point()
          .filter(point -> !fits(points.get(point)))
          .ifPresent(
              point ->
                  errors.add(
                      StationDocument.error(
                          "channels[" + channel.parameter() + "].point",
                          point,
                          "a point of " + stack.unit() + ": INTERVAL, PT1H, kg")));
    }
  }

  private static boolean fits(Point point) {
    return point != null
        && point.measure() == Measure.INTERVAL
        && point.interval().equals(Duration.ofHours(1))
        && point.unit() == PhysicalUnit.KG;
  }

  private String text(Context ctx, InputStream body) throws IOException {
    StringWriter text = new StringWriter();
    bodies.read(
        body,
        ReadingsRequest.gzip(ctx),
        StandardCharsets.UTF_8,
        StationDocument.MAX_CHARACTERS,
        in -> in.transferTo(text));
    return text.toString();
  }

  private static Map<String, Object> head(Station station) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", station.id());
    json.put("name", station.name());
    json.put("kind", station.kind().name());
    json.put("region", station.region());
    json.put("channels", station.channels().stream().map(Station.Channel::parameter).toList());
    return json;
  }
}
