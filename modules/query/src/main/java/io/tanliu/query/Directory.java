// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.tanliu.domain.control.Target;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Membership;
import io.tanliu.domain.unit.Region;
import io.tanliu.reference.Industry;
import io.tanliu.reference.Seeds;
import io.tanliu.wire.Keys;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Units, regions, industries and targets by id, as the reference topics and the seeds say. */
final class Directory {
  private static final int MAX_DEPTH = 16;

  private final Seeds seeds;
  private final ZoneId zone;
  private final Map<String, Industry> industries = new HashMap<>();
  private final DecodedView<EnergyUnit> units;
  private final DecodedView<Region> regions;
  private final DecodedView<Target> targets;

  /**
   * @param zone of regions and industries
   */
  Directory(
      Seeds seeds,
      ZoneId zone,
      DecodedView<EnergyUnit> units,
      DecodedView<Region> regions,
      DecodedView<Target> targets) {
    this.seeds = seeds;
    this.zone = zone;
    this.units = units;
    this.regions = regions;
    this.targets = targets;
    seeds.industries().forEach(industry -> industries.put(industry.code(), industry));
  }

  /** The entity with that id; an industry exists when the seeds or a unit name it. */
  Optional<Entity> find(String id) {
    Optional<Entity> unit = units.get(id).map(Directory::of);
    if (unit.isPresent()) {
      return unit;
    }
    if (id.startsWith(Membership.INDUSTRY_PREFIX)) {
      String code = id.substring(Membership.INDUSTRY_PREFIX.length());
      boolean known =
          industries.containsKey(code)
              || units.all().stream().anyMatch(u -> u.industry().equals(code));
      return known ? Optional.of(industry(code)) : Optional.empty();
    }
    return region(id).map(this::of);
  }

  /** The entity, or a 404. */
  Entity require(String id) {
    return find(id)
        .orElseThrow(
            () ->
                Problem.notFound(
                    "UNKNOWN_ENTITY",
                    "entity",
                    id.length() > 80 ? id.substring(0, 80) + "…" : id,
                    "a unit id, region code or industry-<code>; see /api/v1/entities"));
  }

  Optional<EnergyUnit> unit(String id) {
    return units.get(id);
  }

  /** Regions, then industries, then units. */
  List<Entity> all() {
    List<Entity> all = new ArrayList<>();
    allRegions().forEach(region -> all.add(of(region)));
    Map<String, Entity> used = new LinkedHashMap<>();
    seeds.industries().forEach(i -> used.put(i.code(), industry(i.code())));
    units.all().forEach(u -> used.computeIfAbsent(u.industry(), this::industry));
    used.remove("");
    all.addAll(used.values());
    units.all().forEach(unit -> all.add(of(unit)));
    return all;
  }

  /** Regions directly below, in the order of their codes. */
  List<Entity> regionsBelow(String region) {
    return allRegions().stream()
        .filter(r -> r.parent().filter(region::equals).isPresent())
        .map(this::of)
        .toList();
  }

  /** Units that belong to this very region, not to one below it. */
  List<Entity> unitsIn(String region) {
    return units.all().stream().filter(u -> u.region().equals(region)).map(Directory::of).toList();
  }

  /** Number of units in each region, counted in every region above their own. */
  Map<String, Integer> unitCounts() {
    Map<String, Integer> counts = new HashMap<>();
    for (EnergyUnit unit : units.all()) {
      for (String code : ancestry(unit.region())) {
        counts.merge(code, 1, Integer::sum);
      }
    }
    return counts;
  }

  /** Codes from the region itself up to the nation. */
  List<String> ancestry(String region) {
    List<String> line = new ArrayList<>();
    Optional<Region> next = region(region);
    while (next.isPresent() && line.size() < MAX_DEPTH) {
      line.add(next.get().code());
      next = next.get().parent().flatMap(this::region);
    }
    return line;
  }

  /**
   * All targets, or those of one entity: those of the policy documents, and those registered, which
   * take the place of one with the same entity and id.
   */
  List<Target> targets(Optional<String> entity) {
    Map<String, Target> found = new LinkedHashMap<>();
    seeds.targets().forEach(target -> found.put(Keys.target(target.entity(), target.id()), target));
    targets.all().forEach(target -> found.put(Keys.target(target.entity(), target.id()), target));
    return found.values().stream()
        .filter(target -> entity.isEmpty() || target.entity().equals(entity.get()))
        .toList();
  }

  private Optional<Region> region(String code) {
    return regions.get(code).or(() -> seeds.regions().find(code));
  }

  private Collection<Region> allRegions() {
    Map<String, Region> merged = new LinkedHashMap<>();
    seeds.regions().all().forEach(region -> merged.put(region.code(), region));
    regions.all().forEach(region -> merged.put(region.code(), region));
    return merged.values();
  }

  private static Entity of(EnergyUnit unit) {
    return new Entity(
        unit.id(),
        Entity.Kind.UNIT,
        null,
        unit.name(),
        unit.name(),
        unit.region(),
        unit.industry(),
        unit.zone());
  }

  private Entity of(Region region) {
    return new Entity(
        region.code(),
        Entity.Kind.REGION,
        region.level(),
        region.nameZh(),
        region.nameEn(),
        region.parent().orElse(null),
        null,
        zone);
  }

  private Entity industry(String code) {
    Industry industry = industries.getOrDefault(code, new Industry(code, code, code, ""));
    return new Entity(
        Membership.INDUSTRY_PREFIX + code,
        Entity.Kind.INDUSTRY,
        null,
        industry.nameZh(),
        industry.nameEn(),
        null,
        code,
        zone);
  }
}
