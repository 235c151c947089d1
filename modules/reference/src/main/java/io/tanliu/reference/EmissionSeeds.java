// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import io.tanliu.domain.convert.DatedFactor;
import io.tanliu.domain.convert.Factor;
import io.tanliu.domain.quantity.EnergyKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the rows of {@code emission_factors.csv} that convert an energy. */
final class EmissionSeeds {
  private static final String FILE = "emission_factors.csv";
  private static final List<String> COLUMNS =
      List.of("key", "energy", "region_code", "year", "value", "unit", "source", "confidence");

  /** Factors of one energy in one region by data year. */
  static final class Series {
    private final NavigableMap<Integer, Factor> years = new TreeMap<>();
    private boolean dated;

    Series copy() {
      Series copy = new Series();
      copy.years.putAll(years);
      copy.dated = dated;
      return copy;
    }

    /** What holds in {@code [from, to]} gives way to another factor. */
    private void replace(int from, int to, Factor factor, Series elsewhere) {
      Map.Entry<Integer, Factor> after = years.floorEntry(to);
      if (after == null) {
        after = elsewhere.years.floorEntry(to + 1);
      }
      years.subMap(from, true, to, true).clear();
      if (dated) {
        for (int year = from; year <= Math.min(to, YearTable.LAST); year++) {
          years.put(year, factor);
        }
        return;
      }
      years.put(from, factor);
      if (after != null && to < YearTable.LAST) {
        years.putIfAbsent(to + 1, after.getValue());
      }
    }
  }

  /**
   * Emission tables of one energy.
   *
   * @param elsewhere table of the regions that have none of their own
   */
  record Emissions(Map<String, YearTable> byRegion, YearTable elsewhere) {
    Optional<Factor> get(String region, int year) {
      return byRegion.getOrDefault(region, elsewhere).get(year);
    }
  }

  private EmissionSeeds() {}

  /** Rows by energy and region. */
  static Map<String, Map<String, Series>> read(
      SeedSource source, Map<String, EnergyKind> energies, Regions regions, List<String> problems) {
    Map<String, Map<String, Series>> read = new HashMap<>();
    for (SeedRow row : SeedTable.read(source, FILE, COLUMNS, problems)) {
      String energy = row.text("energy");
      if (energy.isEmpty()) {
        continue;
      }
      EnergyKind kind = energies.get(row.oneOf("energy", energies.keySet()));
      String region = row.text("region_code");
      if (!regions.contains(region)) {
        row.problem("region_code", region, "the code of a region");
      }
      if (kind != null) {
        add(row, kind, read.computeIfAbsent(energy, k -> new HashMap<>()), region);
      }
    }
    String nation = nation(regions);
    for (String energy : energies.keySet()) {
      if (!read.getOrDefault(energy, Map.of()).containsKey(nation)) {
        problems.add(FILE + "::energy: no row for " + energy + " (expected: one for the nation)");
      }
    }
    return read;
  }

  /** Puts a factor in the place of what holds in its region and years. */
  static void replace(Map<String, Map<String, Series>> read, Regions regions, DatedFactor other) {
    Map<String, Series> byRegion = read.computeIfAbsent(other.energy(), e -> new HashMap<>());
    Series series = byRegion.computeIfAbsent(other.region(), r -> new Series());
    Series national = byRegion.getOrDefault(nation(regions), new Series());
    series.dated = other.energy().equals(SeedFactors.ELECTRICITY);
    series.replace(other.from(), other.to(), other.factor(), national);
  }

  /** Tables by energy, of those that have a row for the nation. */
  static Map<String, Emissions> tables(Map<String, Map<String, Series>> read, Regions regions) {
    Map<String, Emissions> emissions = new HashMap<>();
    String nation = nation(regions);
    read.forEach(
        (energy, series) -> {
          if (series.containsKey(nation)) {
            emissions.put(energy, emissions(series, regions, nation));
          }
        });
    return emissions;
  }

  private static String nation(Regions regions) {
    return regions.all().stream()
        .filter(r -> r.parent().isEmpty())
        .findFirst()
        .map(r -> r.code())
        .orElse("100000");
  }

  /**
   * Only the grid's factor is a figure of a year; that of a fuel or of heat holds until replaced.
   */
  private static void add(
      SeedRow row, EnergyKind kind, Map<String, Series> byRegion, String region) {
    Series series = byRegion.computeIfAbsent(region, k -> new Series());
    series.dated = kind.code().equals(SeedFactors.ELECTRICITY);
    Optional<Integer> year = row.year("year");
    if (series.dated && year.isEmpty()) {
      row.problem("year", "empty", "the data year");
    }
    Factor factor =
        Factor.of(
            row.required("key"),
            FactorUnits.gramsOfCarbon(row, kind.dimension()),
            false,
            row.text("confidence"),
            row.text("source"));
    if (series.years.put(year.orElse(0), factor) != null) {
      row.problem("year", row.text("year"), "a year that no other row of " + kind.code() + " has");
    }
  }

  private static Emissions emissions(Map<String, Series> series, Regions regions, String nation) {
    Map<String, YearTable> tables = new HashMap<>();
    Series national = series.get(nation);
    series.forEach(
        (region, own) -> tables.put(region, YearTable.of(year -> choose(own, national, year))));
    YearTable elsewhere = tables.get(nation);
    Map<String, YearTable> byRegion = new HashMap<>();
    for (var region : regions.all()) {
      byRegion.put(
          region.code(),
          regions.ancestry(region.code()).stream()
              .filter(tables::containsKey)
              .findFirst()
              .map(tables::get)
              .orElse(elsewhere));
    }
    return new Emissions(byRegion, elsewhere);
  }

  /** The newest of the region up to the year, else of the nation, else the region's earliest. */
  private static Factor choose(Series own, Series national, int year) {
    var entry = own.years.floorEntry(year);
    if (entry == null) {
      entry = national.years.floorEntry(year);
    }
    if (entry == null) {
      entry = own.years.firstEntry();
    }
    boolean exact = !own.dated || entry.getKey() == year;
    return exact ? entry.getValue() : Extrapolation.of(entry.getValue());
  }
}
