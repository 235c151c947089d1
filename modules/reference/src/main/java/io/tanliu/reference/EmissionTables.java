// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import io.tanliu.domain.convert.Factor;
import io.tanliu.domain.unit.Region;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Emission factors of one energy, ready to be looked up: by industry set, region and year.
 *
 * <p>The set of the longest prefix of the industry's code is asked first, the general one last; in
 * each, the region itself first and the nation last. The newest factor up to the year holds; before
 * there was any, the earliest of the general set.
 */
final class EmissionTables {
  /** The set of all who have no guideline of their own. */
  static final String GENERAL = "";

  /**
   * Where a series holds.
   *
   * @param industry GB/T 4754 prefix, or {@link #GENERAL}
   * @param region GB/T 2260 code
   */
  record Scope(String industry, String region) {
    static final Comparator<Scope> ORDER =
        Comparator.comparing(Scope::industry).thenComparing(Scope::region);
  }

  /**
   * One set.
   *
   * @param byRegion tables of the regions that differ from the nation
   * @param elsewhere table of all others
   */
  private record Tables(Map<String, YearTable> byRegion, YearTable elsewhere) {}

  private final Map<String, Tables> bySet = new HashMap<>();
  private final boolean guidelines;

  EmissionTables(Map<Scope, EmissionSeries> series, Regions regions, String nation) {
    Set<String> sets = new HashSet<>(Set.of(GENERAL));
    series.keySet().forEach(scope -> sets.add(scope.industry()));
    this.guidelines = sets.size() > 1;
    Map<Line, YearTable> made = new HashMap<>();
    for (String set : sets) {
      List<String> prefixes = prefixes(set, sets);
      Line elsewhere = line(series, prefixes, regions, nation);
      Map<String, YearTable> byRegion = new HashMap<>();
      for (Region region : regions.all()) {
        Line line = line(series, prefixes, regions, region.code());
        if (!line.equals(elsewhere)) {
          byRegion.put(region.code(), made.computeIfAbsent(line, Line::table));
        }
      }
      bySet.put(set, new Tables(byRegion, made.computeIfAbsent(elsewhere, Line::table)));
    }
  }

  /** The known sets that hold for an industry, the most special first. */
  private static List<String> prefixes(String industry, Set<String> sets) {
    List<String> found = new ArrayList<>();
    for (int length = industry.length(); length >= 0; length--) {
      if (sets.contains(industry.substring(0, length))) {
        found.add(industry.substring(0, length));
      }
    }
    return found;
  }

  private static Line line(
      Map<Scope, EmissionSeries> series, List<String> sets, Regions regions, String region) {
    Line line = new Line(new ArrayList<>(), new ArrayList<>());
    for (String set : sets) {
      for (String above : regions.ancestry(region)) {
        EmissionSeries found = series.get(new Scope(set, above));
        if (found != null) {
          line.all().add(found);
          if (set.equals(GENERAL)) {
            line.general().add(found);
          }
        }
      }
    }
    return line;
  }

  /**
   * Series in the order in which they are asked.
   *
   * @param all for a factor up to the year
   * @param general those of the general set, for the earliest factor
   */
  private record Line(List<EmissionSeries> all, List<EmissionSeries> general) {
    YearTable table() {
      return YearTable.of(
          year ->
              all.stream()
                  .flatMap(series -> series.upTo(year).stream())
                  .findFirst()
                  .or(() -> general.stream().flatMap(s -> s.after(year).stream()).findFirst()));
    }
  }

  Optional<Factor> get(String region, String industry, int year) {
    Tables tables = bySet.get(guidelines ? set(industry) : GENERAL);
    return tables.byRegion().getOrDefault(region, tables.elsewhere()).get(year);
  }

  private String set(String industry) {
    for (int length = industry.length(); length > 0; length--) {
      String prefix = industry.substring(0, length);
      if (bySet.containsKey(prefix)) {
        return prefix;
      }
    }
    return GENERAL;
  }
}
