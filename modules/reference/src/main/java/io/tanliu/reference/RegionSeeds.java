// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import io.tanliu.domain.unit.Region;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code regions.csv} and {@code industries.csv}. */
final class RegionSeeds {
  private static final String REGIONS = "regions.csv";
  private static final Set<String> LEVELS =
      Set.of("nation", "province", "prefecture", "county", "functional_zone");

  private RegionSeeds() {}

  static Regions regions(SeedSource source, List<String> problems) {
    Map<String, Region> read = new LinkedHashMap<>();
    List<String> columns =
        List.of("code", "name_zh", "name_en", "parent", "level", "source", "confidence");
    List<SeedRow> rows = SeedTable.read(source, REGIONS, columns, problems);
    for (SeedRow row : rows) {
      String parent = row.text("parent");
      Region region =
          new Region(
              row.matching("code", "\\d{6}", "six digits"),
              row.required("name_zh"),
              row.required("name_en"),
              parent.isEmpty() ? Optional.empty() : Optional.of(parent),
              row.oneOf("level", LEVELS));
      if (read.put(region.code(), region) != null) {
        row.problem("code", region.code(), "a code that is not on another line");
      }
    }
    for (SeedRow row : rows) {
      String parent = row.text("parent");
      if (!parent.isEmpty() && !read.containsKey(parent)) {
        row.problem("parent", parent, "the code of a region in this file");
      }
    }
    Optional<String> cycle = Regions.cycle(read);
    if (cycle.isPresent()) {
      problems.add(REGIONS + "::parent: " + cycle.get() + " (expected: not above itself)");
      return new Regions(Map.of());
    }
    return new Regions(topDown(read));
  }

  private static Map<String, Region> topDown(Map<String, Region> read) {
    Map<String, Region> ordered = new LinkedHashMap<>();
    Deque<Region> line = new ArrayDeque<>();
    for (Region region : read.values()) {
      for (Region r = region;
          r != null && !ordered.containsKey(r.code());
          r = r.parent().map(read::get).orElse(null)) {
        line.push(r);
      }
      while (!line.isEmpty()) {
        Region next = line.pop();
        ordered.put(next.code(), next);
      }
    }
    return ordered;
  }

  static List<Industry> industries(SeedSource source, List<String> problems) {
    List<String> columns =
        List.of("code", "name_zh", "name_en", "ets_sector", "source", "confidence");
    Map<String, Industry> read = new LinkedHashMap<>();
    for (SeedRow row : SeedTable.read(source, "industries.csv", columns, problems)) {
      Industry industry =
          new Industry(
              row.matching("code", "\\d{2,4}", "two to four digits"),
              row.required("name_zh"),
              row.required("name_en"),
              row.text("ets_sector"));
      if (read.put(industry.code(), industry) != null) {
        row.problem("code", industry.code(), "a code that is not on another line");
      }
    }
    return List.copyOf(read.values());
  }
}
