// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tanliu.avro.EntityLamps;
import io.tanliu.avro.EntityWindow;
import io.tanliu.avro.IntensityWindow;
import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.time.Granularity;
import io.tanliu.query.report.Canonical;
import io.tanliu.reference.Quantity;
import io.tanliu.reference.Seeds;
import io.tanliu.wire.Keys;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Composes the report of an entity and a period from what the stores hold. The same figures are the
 * same document: it says nothing of when or by whom it was asked for. What goes on after a month is
 * over stands apart, as the course of its year.
 */
final class ReportComposer {
  /** What the form of the document is called. */
  static final String FORM = "tanliu-report-1";

  private static final List<String> LAMP =
      List.of(
          "target",
          "kind",
          "quantity",
          "level",
          "reason",
          "nature",
          "assessed",
          "limit",
          "schedule",
          "unit",
          "denominator",
          "value",
          "previous",
          "valueUnit",
          "decline",
          "required",
          "forecast",
          "coverage",
          "provisional",
          "revision",
          "source",
          "deadline");
  private static final List<String> INTENSITY =
      List.of(
          "quantity",
          "denominator",
          "from",
          "to",
          "assessed",
          "unit",
          "denominatorValue",
          "denominatorUnit",
          "priceBase",
          "value",
          "assessedValue",
          "previous",
          "valueUnit",
          "decline",
          "coverage",
          "provisional",
          "assumed",
          "revision");

  private final Directory directory;
  private final Seeds seeds;
  private final double minimumCoverage;
  private final Readers readers;
  private final ControlJson control;

  /**
   * How the stores are read, wherever they are kept.
   *
   * @param lamps of control.lamp
   * @param intensities of metric.intensity
   * @param alerts and quality as their parts of the report read them
   */
  record Readers(
      WindowReader windows,
      Function<List<WindowScan>, List<List<EntityLamps>>> lamps,
      Function<List<WindowScan>, List<List<IntensityWindow>>> intensities,
      ReportAlerts alerts,
      ReportQuality quality) {}

  ReportComposer(Directory directory, Seeds seeds, double minimumCoverage, Readers readers) {
    this.directory = directory;
    this.seeds = seeds;
    this.minimumCoverage = minimumCoverage;
    this.readers = readers;
    this.control = new ControlJson(seeds.terms());
  }

  /** The newest windows of the period and of those that it is held against. */
  private record Windows(
      Optional<EntityWindow> now,
      Optional<EntityWindow> before,
      Optional<EntityWindow> lastYear,
      Optional<EntityWindow> year) {}

  /** The document, in the form that is sealed. */
  ObjectNode compose(Entity entity, Period period) {
    Period year = Period.year(period.first().getYear());
    boolean annual = period.granularity() == Granularity.YEAR;
    Period before =
        annual
            ? Period.year(period.first().getYear() - 1)
            : month(YearMonth.from(period.first()).minusMonths(1));
    Period lastYear = annual ? before : month(YearMonth.from(period.first()).minusYears(1));
    List<List<EntityWindow>> found =
        readers
            .windows()
            .read(
                List.of(
                    scan(entity, period),
                    scan(entity, before),
                    scan(entity, lastYear),
                    scan(entity, year)));
    Windows windows =
        new Windows(first(found, 0), first(found, 1), first(found, 2), first(found, 3));
    ObjectNode report = Json.MAPPER.createObjectNode();
    report.put("form", FORM);
    report.set("entity", entity(entity));
    report.set("period", period(entity, period, before, lastYear));
    report.put("asOf", windows.now().map(w -> iso(w.getAsOf(), entity)).orElse(null));
    ReportFigures figures =
        new ReportFigures(seeds, windows.now(), windows.before(), windows.lastYear());
    report.put("state", figures.state());
    report.set("figures", figures.list());
    report.set("budgets", budgets(entity, period, windows.now()));
    report.set("intensities", intensities(entity, period));
    report.set("alerts", readers.alerts().of(entity, period));
    report.set("quality", readers.quality().of(entity, period));
    report.set("factors", texts(figures.factors()));
    report.put("gwp", seeds.gwp().name());
    ObjectNode course = report.putObject("year");
    course.put("text", year.text());
    ArrayNode none = Json.MAPPER.createArrayNode();
    course.set("budgets", annual ? none : budgets(entity, year, windows.year()));
    course.set("lamps", lamps(entity, year));
    course.set("intensities", annual ? none : intensities(entity, year));
    report.set("sources", sources(report));
    return (ObjectNode) Canonical.exact(report);
  }

  private static Period month(YearMonth month) {
    return Period.parse(month.toString()).orElseThrow();
  }

  private static Optional<EntityWindow> first(List<List<EntityWindow>> found, int index) {
    return found.get(index).stream().findFirst();
  }

  private static WindowScan scan(Entity entity, Period period) {
    return WindowScan.exactly(
        QueryTopology.ENERGY,
        Keys.window(entity.id(), period.granularity().code(), period.start(entity.zone())));
  }

  private static String iso(Instant time, Entity entity) {
    return Times.iso(time, entity.zone());
  }

  private ObjectNode entity(Entity entity) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("id", entity.id());
    json.put("kind", entity.kind().code());
    json.put("name", entity.nameZh());
    json.put("nameEn", entity.nameEn());
    ArrayNode above = json.putArray("above");
    Optional.ofNullable(entity.parent()).map(directory::ancestry).orElse(List.of()).stream()
        .flatMap(code -> directory.find(code).stream())
        .forEach(
            region ->
                above
                    .addObject()
                    .put("id", region.id())
                    .put("name", region.nameZh())
                    .put("nameEn", region.nameEn()));
    return json;
  }

  private static ObjectNode period(Entity entity, Period period, Period before, Period lastYear) {
    ZoneId zone = entity.zone();
    return Json.MAPPER
        .createObjectNode()
        .put("text", period.text())
        .put("start", Times.iso(Instant.ofEpochMilli(period.start(zone)), zone))
        .put("end", Times.iso(Instant.ofEpochMilli(period.end(zone)), zone))
        .put("zone", zone.getId())
        .put("before", before.text())
        .put("lastYear", lastYear.text());
  }

  private ArrayNode budgets(Entity entity, Period period, Optional<EntityWindow> window) {
    ArrayNode list = Json.MAPPER.createArrayNode();
    directory.targets(Optional.of(entity.id())).stream()
        .filter(target -> target.isBudget() && target.period().equals(period))
        .sorted(Comparator.comparing(Target::id))
        .forEach(target -> budget(entity, target, window).ifPresent(list::add));
    return list;
  }

  private Optional<JsonNode> budget(Entity entity, Target target, Optional<EntityWindow> window) {
    return seeds
        .quantity(target.quantity())
        .map(
            quantity -> {
              Assessment a =
                  Assessment.of(
                      target.period(),
                      entity.zone(),
                      quantity.name(),
                      quantity.dimension(),
                      window,
                      Optional.of(target),
                      minimumCoverage);
              ObjectNode json = Json.MAPPER.createObjectNode();
              json.put("target", target.id());
              named(json, quantity);
              json.put("unit", quantity.dimension().displayUnit());
              json.put("period", a.period());
              json.put("value", a.value());
              json.put("limit", a.limit());
              json.put("schedule", a.schedule());
              json.put("share", ReportFigures.ratio(a.value(), a.limit()));
              json.put("status", a.status());
              json.put("coverage", a.coverage());
              json.put("revision", window.map(EntityWindow::getRevision).orElse(null));
              json.put("source", target.source());
              return json;
            });
  }

  static void named(ObjectNode json, Quantity quantity) {
    json.put("quantity", quantity.name());
    json.put("name", quantity.nameZh());
    json.put("nameEn", quantity.nameEn());
  }

  private JsonNode lamps(Entity entity, Period year) {
    return readers
        .lamps()
        .apply(
            List.of(
                WindowScan.exactly(
                    QueryTopology.LAMPS, entity.id() + Keys.SEPARATOR + year.text())))
        .get(0)
        .stream()
        .findFirst()
        .map(
            record -> {
              JsonNode all = Json.MAPPER.valueToTree(control.lamps(record));
              ObjectNode json = picked(all, List.of("period", "asOf", "state"));
              ArrayNode list = json.putArray("lamps");
              all.get("lamps").forEach(lamp -> list.add(picked(lamp, LAMP)));
              return (JsonNode) json;
            })
        .orElse(Json.MAPPER.nullNode());
  }

  private ArrayNode intensities(Entity entity, Period period) {
    String prefix = entity.id() + Keys.SEPARATOR;
    ArrayNode list = Json.MAPPER.createArrayNode();
    readers
        .intensities()
        .apply(
            List.of(new WindowScan(QueryTopology.INTENSITIES, prefix, prefix + '~', 10_000, false)))
        .get(0)
        .stream()
        .filter(w -> w.getPeriod().equals(period.text()))
        .map(w -> Json.MAPPER.<JsonNode>valueToTree(control.intensity(w)))
        .map(
            w -> {
              ObjectNode json = picked(w, INTENSITY);
              json.set("period", w.get("period"));
              seeds.quantity(w.get("quantity").asText()).ifPresent(q -> named(json, q));
              return json;
            })
        .forEach(list::add);
    return list;
  }

  private static ObjectNode picked(JsonNode from, List<String> fields) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    fields.forEach(field -> json.set(field, from.path(field)));
    return json;
  }

  private static ArrayNode sources(ObjectNode report) {
    TreeSet<String> sources = new TreeSet<>();
    report.get("budgets").forEach(b -> sources.add(b.path("source").asText()));
    report.at("/year/budgets").forEach(b -> sources.add(b.path("source").asText()));
    report.at("/year/lamps/lamps").forEach(l -> sources.add(l.path("source").asText()));
    sources.remove("");
    return texts(sources);
  }

  private static ArrayNode texts(Iterable<String> all) {
    ArrayNode list = Json.MAPPER.createArrayNode();
    all.forEach(list::add);
    return list;
  }
}
