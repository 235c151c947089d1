// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.tanliu.access.Permission;
import io.tanliu.access.Place;
import io.tanliu.access.Places;
import io.tanliu.access.http.HttpGate;
import io.tanliu.avro.NetworkDay;
import io.tanliu.avro.StationDefinition;
import io.tanliu.avro.StationKind;
import io.tanliu.avro.StationWindow;
import io.tanliu.wire.Keys;
import io.tanliu.wire.Topic;
import io.tanliu.wire.Topics;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * {@code GET /api/v1/stations}, one station, its hours and days, and {@code
 * /api/v1/regions/{id}/network}: what stations and stack monitors measured.
 */
final class StationsEndpoint {
  /** Topics that are kept readable for it. */
  static final List<Topic<? extends SpecificRecord>> TOPICS =
      List.of(
          Topics.STATION_HOURLY,
          Topics.STATION_DAILY,
          Topics.CEMS_HOURLY,
          Topics.CEMS_DAILY,
          Topics.STATION_NETWORK);

  private static final int DEFAULT_LIMIT = 1_000;
  private static final int MAX_LIMIT = 10_000;
  private static final int AIR_LIMIT = 100;
  private static final List<String> KINDS =
      Arrays.stream(StationKind.values()).map(StationKind::name).toList();

  private final Directory directory;
  private final DecodedView<StationDefinition> stations;
  private final Map<String, ViewsEndpoint.Reader> readers = new LinkedHashMap<>();
  private final ZoneId zone;

  /**
   * @param zone of times in queries of regions
   */
  StationsEndpoint(
      Directory directory,
      DecodedView<StationDefinition> stations,
      Function<Topic<? extends SpecificRecord>, ViewsEndpoint.Reader> readers,
      ZoneId zone) {
    this.directory = directory;
    this.stations = stations;
    this.zone = zone;
    TOPICS.forEach(topic -> this.readers.put(topic.name(), readers.apply(topic)));
  }

  /** Its handlers by path. */
  Map<String, Handler> routes() {
    Map<String, Handler> routes = new LinkedHashMap<>();
    routes.put("/api/v1/stations", this::list);
    routes.put("/api/v1/stations/{id}", this::one);
    routes.put("/api/v1/stations/{id}/hours", this::hours);
    routes.put("/api/v1/regions/{id}/network", this::network);
    routes.put("/api/v1/regions/{id}/air", this::air);
    return routes;
  }

  /** Stations by id; {@code truncated} when there are more than the limit. */
  record ListAnswer(
      List<Map<String, Object>> stations,
      int total,
      boolean truncated,
      @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

  /** Windows of one gas in the order of time. */
  record HoursAnswer(
      String station,
      String gas,
      String granularity,
      List<Map<String, Object>> items,
      boolean truncated) {}

  /** Days of a region's network in the order of time. */
  record NetworkAnswer(String region, List<Map<String, Object>> days, boolean truncated) {}

  /**
   * What the air of a region is like now.
   *
   * @param stations fixed and moving ones of the region and below, each with its newest hour of
   *     every gas
   */
  record AirAnswer(
      String region, List<StationAir> stations, Map<String, Object> network, boolean truncated) {}

  /** The newest hours of a station, one of each gas that has any. */
  record StationAir(String station, String name, String kind, List<Map<String, Object>> hours) {}

  private void air(Context context) {
    Parameters parameters = new Parameters(context, Set.of("limit"));
    Entity region = directory.require(context.pathParam("id"));
    int limit = parameters.limit(AIR_LIMIT, AIR_LIMIT);
    List<StationDefinition> found =
        stations.all().stream()
            .filter(one -> one.getKind() != StationKind.STACK)
            .filter(one -> within(one, region.id()))
            .sorted(Comparator.comparing(StationDefinition::getId))
            .toList();
    List<StationAir> shown = found.stream().limit(limit).map(this::newest).toList();
    List<Map<String, Object>> days =
        newest(Topics.STATION_NETWORK, List.of(region.id() + Keys.SEPARATOR));
    Exported.records(context, StationWindow.getClassSchema());
    Answers.json(
        context,
        new AirAnswer(
            region.id(), shown, days.isEmpty() ? null : days.get(0), found.size() > limit));
  }

  private StationAir newest(StationDefinition station) {
    List<String> prefixes =
        station.getChannels().stream()
            .map(
                channel ->
                    station.getId() + Keys.SEPARATOR + channel.getParameter() + Keys.SEPARATOR)
            .toList();
    return new StationAir(
        station.getId(),
        station.getName(),
        station.getKind().name(),
        newest(Topics.STATION_HOURLY, prefixes));
  }

  /** The newest record behind each prefix that has one. */
  private List<Map<String, Object>> newest(Topic<?> topic, List<String> prefixes) {
    String store = ViewsEndpoint.store(topic);
    return readers
        .get(topic.name())
        .read(
            prefixes.stream()
                .map(prefix -> new WindowScan(store, prefix, prefix + '~', 1, true))
                .toList())
        .stream()
        .flatMap(List::stream)
        .map(AvroJson::of)
        .toList();
  }

  private boolean within(StationDefinition station, String region) {
    return station.getRegion().equals(region)
        || directory.ancestry(station.getRegion()).contains(region);
  }

  private void list(Context context) {
    Parameters parameters = new Parameters(context, Page.parameters("region", "kind"));
    Optional<String> region = parameters.text("region");
    Optional<String> kind =
        parameters.text("kind").map(any -> parameters.choice("kind", KINDS, ""));
    List<StationDefinition> found =
        stations.all().stream()
            .filter(one -> HttpGate.may(context, Permission.READ, at(one)))
            .filter(one -> kind.isEmpty() || one.getKind().name().equals(kind.get()))
            .filter(one -> region.isEmpty() || within(one, region.get()))
            .toList();
    Page<StationDefinition> page =
        Page.of(context, parameters, found, StationDefinition::getId, DEFAULT_LIMIT, MAX_LIMIT);
    Exported.records(context, StationDefinition.getClassSchema());
    Answers.json(
        context,
        new ListAnswer(
            page.items().stream().map(AvroJson::of).toList(),
            page.total(),
            page.truncated(),
            page.next()));
  }

  /** Where a station stands, and whose stack it watches. */
  private static Function<Places, Place> at(StationDefinition station) {
    return places ->
        new Place(
            places.region(station.getRegion()).regions(),
            station.getStack() == null ? "" : station.getStack().getUnit(),
            station.getId(),
            "");
  }

  private StationDefinition require(Context context) {
    String id = context.pathParam("id");
    Optional<StationDefinition> found = stations.get(id);
    HttpGate.require(
        context,
        Permission.READ,
        found.map(StationsEndpoint::at).orElse(places -> Place.EVERYTHING.withStation(id)));
    return found.orElseThrow(
        () ->
            Problem.notFound(
                "UNKNOWN_STATION", "id", Parameters.shorten(id), "a station of /api/v1/stations"));
  }

  private void one(Context context) {
    new Parameters(context, Set.of());
    Exported.records(context, StationDefinition.getClassSchema());
    Answers.json(context, AvroJson.of(require(context)));
  }

  private void hours(Context context) {
    Parameters parameters =
        new Parameters(context, Set.of("gas", "granularity", "from", "to", "limit"));
    StationDefinition station = require(context);
    List<String> gases =
        station.getChannels().stream().map(channel -> channel.getParameter()).toList();
    String gas = parameters.choice("gas", gases, "co2");
    boolean daily = parameters.choice("granularity", List.of("1h", "1d"), "1h").equals("1d");
    boolean stack = station.getKind() == StationKind.STACK;
    Topic<?> topic =
        stack
            ? daily ? Topics.CEMS_DAILY : Topics.CEMS_HOURLY
            : daily ? Topics.STATION_DAILY : Topics.STATION_HOURLY;
    String prefix = station.getId() + Keys.SEPARATOR + gas + Keys.SEPARATOR;
    int limit = parameters.limit(DEFAULT_LIMIT, MAX_LIMIT);
    List<Map<String, Object>> items =
        scan(
            topic,
            prefix,
            parameters,
            ZoneId.of(station.getZone()),
            daily ? 366 : 7 * 24,
            time -> Keys.startText(time.toEpochMilli()),
            limit);
    Exported.records(context, SpecificData.get().getSchema(topic.valueType()));
    Answers.json(
        context,
        new HoursAnswer(
            station.getId(),
            gas,
            daily ? "1d" : "1h",
            items.stream().limit(limit).toList(),
            items.size() > limit));
  }

  private void network(Context context) {
    Parameters parameters = new Parameters(context, Set.of("from", "to", "limit"));
    Entity region = directory.require(context.pathParam("id"));
    int limit = parameters.limit(DEFAULT_LIMIT, MAX_LIMIT);
    List<Map<String, Object>> days =
        scan(
            Topics.STATION_NETWORK,
            region.id() + Keys.SEPARATOR,
            parameters,
            zone,
            366,
            time -> LocalDate.ofInstant(time, zone).toString(),
            limit);
    Exported.records(context, NetworkDay.getClassSchema());
    Answers.json(
        context,
        new NetworkAnswer(region.id(), days.stream().limit(limit).toList(), days.size() > limit));
  }

  /** From, inclusive, to, exclusive; without from the newest {@code stretch} before to. */
  private List<Map<String, Object>> scan(
      Topic<?> topic,
      String prefix,
      Parameters parameters,
      ZoneId entityZone,
      int stretch,
      Function<Instant, String> text,
      int limit) {
    ViewsEndpoint.Reader reader = readers.get(topic.name());
    String store = ViewsEndpoint.store(topic);
    Optional<Instant> from =
        parameters.text("from").map(t -> TimeParameter.parse("from", t, entityZone));
    Optional<Instant> to = parameters.text("to").map(t -> TimeParameter.parse("to", t, entityZone));
    String last = to.map(t -> prefix + text.apply(t.minusSeconds(1))).orElse(prefix + '~');
    String first = from.map(t -> prefix + text.apply(ceil(t))).orElse(prefix);
    boolean newest = from.isEmpty();
    if (first.compareTo(last) > 0) {
      return List.of();
    }
    int most = newest ? Math.min(limit, stretch) : limit + 1;
    List<SpecificRecord> found =
        reader.read(List.of(new WindowScan(store, first, last, most, newest))).get(0);
    List<Map<String, Object>> items = found.stream().map(AvroJson::of).toList();
    return newest ? reversed(items) : items;
  }

  private static Instant ceil(Instant time) {
    return time.getNano() == 0 ? time : Instant.ofEpochSecond(time.getEpochSecond() + 1);
  }

  private static <T> List<T> reversed(List<T> items) {
    List<T> reversed = new ArrayList<>(items);
    Collections.reverse(reversed);
    return reversed;
  }
}
