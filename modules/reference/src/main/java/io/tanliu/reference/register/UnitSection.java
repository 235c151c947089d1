// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference.register;

import io.tanliu.domain.unit.Affiliation;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Point;
import io.tanliu.domain.unit.UnitProfile;
import io.tanliu.reference.Seeds;
import io.tanliu.reference.register.Tree.Mapping;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one unit with its points. */
final class UnitSection {
  private static final List<String> NAMES =
      List.of(
          "id",
          "name",
          "region",
          "industry",
          "zone",
          "points",
          "earlierAffiliations",
          "offlineAfter",
          "products",
          "twoHigh",
          "approvedEnergy",
          "buildingArea",
          "position");
  private static final Duration SHORTEST_SILENCE = Duration.ofMinutes(1);
  private static final Duration LONGEST_SILENCE = Duration.ofDays(30);
  private static final ZoneId DEFAULT_ZONE = ZoneId.of("Asia/Shanghai");
  private static final int MAX_POINTS = 10_000;
  private static final int MAX_VERSIONS = 1_000;
  private static final int QUARTER_HOUR_SECONDS = 900;

  /** Any recent moment: some zones had odd offsets long ago, none has one now. */
  private static final Instant RECENT = Instant.parse("2020-01-01T00:00:00Z");

  private static final Comparator<Point.Earlier> BY_TIME =
      Comparator.comparingLong(Point.Earlier::until).thenComparing(e -> e.point().id());

  private final Seeds seeds;
  private final Problems problems;
  private final Fields fields;
  private final String path;

  private UnitSection(Mapping mapping, String path, Seeds seeds, Problems problems) {
    this.seeds = seeds;
    this.problems = problems;
    this.path = path;
    this.fields = new Fields(mapping, path, NAMES, problems);
  }

  static void read(Mapping mapping, String path, Seeds seeds, Problems problems, Draft draft) {
    new UnitSection(mapping, path, seeds, problems).read(draft);
  }

  private void read(Draft draft) {
    var id = fields.required("id", Names.UNIT_ID, Names.UNIT_ID_EXPECTED);
    var name = fields.optional("name", Names.NAME, Names.NAME_EXPECTED);
    Optional<String> region = region();
    var industry = fields.required("industry", Names.INDUSTRY, Names.INDUSTRY_EXPECTED);
    ZoneId zone = zone();
    Optional<Duration> offlineAfter = offlineAfter();
    UnitProfile profile = ProfileSection.read(fields);
    List<Point.Earlier> versions = new ArrayList<>();
    Optional<List<Point>> points = points(zone, versions);
    if (versions.size() > MAX_VERSIONS) {
      fields.wrong("points", "at most " + MAX_VERSIONS + " earlier definitions of all points");
    }
    var now = new Affiliation(region.orElse(""), industry.orElse(""));
    var earlier = AffiliationSection.read(fields, now, zone, seeds, draft);
    Place place = fields.place("id");
    // Also a faulty unit is declared: a target on it is not another fault.
    id.flatMap(i -> draft.declareUnit(i, place))
        .ifPresent(first -> fields.wrong("id", "an id that is not also at " + first));
    industry.ifPresent(draft::declareIndustry);
    if (fields.ok() && points.isPresent() && earlier.isPresent()) {
      String unitId = id.orElseThrow();
      draft.add(
          new EnergyUnit(
              unitId,
              name.orElse(unitId),
              region.orElseThrow(),
              industry.orElseThrow(),
              zone,
              points.get(),
              earlier.orElseThrow(),
              versions.stream().sorted(BY_TIME).toList(),
              offlineAfter,
              profile));
    }
  }

  private Optional<String> region() {
    return AffiliationSection.region(
        fields, fields.required("region", Names.ANY, AffiliationSection.REGION_EXPECTED), seeds);
  }

  private Optional<Duration> offlineAfter() {
    Optional<Duration> given = fields.duration("offlineAfter");
    if (given.isPresent()
        && (given.get().compareTo(SHORTEST_SILENCE) < 0
            || given.get().compareTo(LONGEST_SILENCE) > 0)) {
      fields.wrong("offlineAfter", "1m to 30d");
    }
    return given;
  }

  private ZoneId zone() {
    Optional<String> text = fields.text("zone");
    if (text.isEmpty()) {
      return DEFAULT_ZONE;
    }
    try {
      ZoneId zone = ZoneId.of(text.get());
      if (zone.getRules().getOffset(RECENT).getTotalSeconds() % QUARTER_HOUR_SECONDS == 0) {
        return zone;
      }
    } catch (DateTimeException e) {
      // reported below
    }
    fields.wrong("zone", "a zone such as Asia/Shanghai, or an offset such as +08:00");
    return DEFAULT_ZONE;
  }

  private Optional<List<Point>> points(ZoneId zone, List<Point.Earlier> versions) {
    List<Point> points = new ArrayList<>();
    Map<String, Place> places = new HashMap<>();
    Map<String, Fields> read = new HashMap<>();
    boolean ok = true;
    List<Tree> items = fields.items("points", MAX_POINTS);
    if (items.isEmpty()) {
      fields.wrong("points", "a list of 1 to " + MAX_POINTS + " points");
    }
    for (int i = 0; i < items.size(); i++) {
      String at = path + ".points[" + i + "]";
      if (!(items.get(i) instanceof Mapping mapping)) {
        problems.add(
            items.get(i).place(), at, items.get(i).shown(), "a mapping with id, energy, …");
        ok = false;
        continue;
      }
      Fields point = PointSection.fields(mapping, at, problems);
      Optional<Point> now = PointSection.read(point, seeds);
      if (now.isPresent()) {
        points.add(now.get());
        // A fault of the point itself is not also one of all that it was.
        var earlier = PointVersions.read(point, mapping, zone, seeds, problems);
        earlier.ifPresent(versions::addAll);
        ok &= earlier.isPresent();
      }
      String id = point.text("id").orElse("");
      Place first = id.isEmpty() ? null : places.putIfAbsent(id, point.place("id"));
      if (first != null) {
        point.wrong("id", "an id that is not also at " + first);
      }
      read.putIfAbsent(id, point);
      ok &= point.ok();
    }
    ok &= parentsExist(points, read);
    return ok ? Optional.of(points) : Optional.empty();
  }

  private static boolean parentsExist(List<Point> points, Map<String, Fields> read) {
    Map<String, String> parents = new HashMap<>();
    points.forEach(p -> p.parent().ifPresent(parent -> parents.put(p.id(), parent)));
    boolean ok = true;
    for (Map.Entry<String, String> entry : parents.entrySet()) {
      Fields point = read.get(entry.getKey());
      if (!read.containsKey(entry.getValue())) {
        point.wrong("parent", "the id of a point of the same unit");
        ok = false;
      } else if (aboveItself(entry.getKey(), parents)) {
        point.wrong("parent", "a point that is not below this one");
        ok = false;
      }
    }
    return ok;
  }

  private static boolean aboveItself(String id, Map<String, String> parents) {
    Set<String> seen = new HashSet<>();
    for (String p = parents.get(id); p != null && seen.add(p); p = parents.get(p)) {
      if (p.equals(id)) {
        return true;
      }
    }
    return false;
  }
}
