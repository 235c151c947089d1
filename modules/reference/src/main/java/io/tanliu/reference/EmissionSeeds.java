// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import io.tanliu.domain.convert.DatedFactor;
import io.tanliu.domain.convert.Factor;
import io.tanliu.domain.quantity.EnergyKind;
import io.tanliu.domain.unit.Region;
import io.tanliu.reference.EmissionTables.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the rows of {@code emission_factors.csv} that convert an energy, and adds those of gases.
 */
final class EmissionSeeds {
  private static final String FILE = "emission_factors.csv";
  private static final List<String> COLUMNS =
      List.of(
          "key",
          "energy",
          "region_code",
          "industry",
          "year",
          "value",
          "unit",
          "source",
          "confidence");

  private EmissionSeeds() {}

  /** Series by energy, region and industry set. */
  static Map<String, Map<Scope, EmissionSeries>> read(
      SeedSource source,
      Map<String, EnergyKind> energies,
      Regions regions,
      GwpSet gwp,
      List<String> problems) {
    Map<String, Map<Scope, EmissionSeries>> read = new HashMap<>();
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
      String industry = row.matching("industry", "(\\d{2,4})?", "two to four digits, or nothing");
      if (kind != null) {
        add(row, kind, series(read, energy, new Scope(industry, region)), industry);
      }
    }
    Scope everywhere = new Scope(EmissionTables.GENERAL, nation(regions));
    GwpSeeds.read(source, energies, gwp, problems)
        .forEach((energy, factor) -> series(read, energy, everywhere).add(0, factor));
    for (EnergyKind kind : energies.values()) {
      boolean emits = EnergyKind.co2ePart(kind.category()).isPresent();
      if (emits && !read.getOrDefault(kind.code(), Map.of()).containsKey(everywhere)) {
        problems.add(
            FILE + "::energy: no row for " + kind.code() + " (expected: one for the nation)");
      }
    }
    return read;
  }

  private static EmissionSeries series(
      Map<String, Map<Scope, EmissionSeries>> read, String energy, Scope scope) {
    return read.computeIfAbsent(energy, e -> new HashMap<>())
        .computeIfAbsent(scope, s -> new EmissionSeries(energy.equals(SeedFactors.ELECTRICITY)));
  }

  /** Puts a factor in the place of what holds in its region, industry and years. */
  static void replace(Map<String, Map<Scope, EmissionSeries>> read, DatedFactor other) {
    series(read, other.energy(), new Scope(other.industry(), other.region()))
        .replace(other.from(), other.to(), other.factor());
  }

  /** Tables by energy. */
  static Map<String, EmissionTables> tables(
      Map<String, Map<Scope, EmissionSeries>> read, Regions regions) {
    Map<String, EmissionTables> tables = new HashMap<>();
    String nation = nation(regions);
    read.forEach(
        (energy, series) -> tables.put(energy, new EmissionTables(series, regions, nation)));
    return tables;
  }

  private static String nation(Regions regions) {
    return regions.all().stream()
        .filter(r -> r.parent().isEmpty())
        .findFirst()
        .map(Region::code)
        .orElse("100000");
  }

  /**
   * Only the grid's factor is a figure of a year; that of a fuel or of heat holds until replaced.
   */
  private static void add(SeedRow row, EnergyKind kind, EmissionSeries series, String industry) {
    Optional<Integer> year = row.year("year");
    if (kind.code().equals(SeedFactors.ELECTRICITY) && year.isEmpty()) {
      row.problem("year", "empty", "the data year");
    }
    Factor factor =
        Factor.of(
                row.required("key"),
                FactorUnits.gramsOfCarbon(row, kind.dimension()),
                false,
                row.text("confidence"),
                row.text("source"))
            .in(year.orElse(0), industry);
    if (!series.add(year.orElse(0), factor)) {
      row.problem("year", row.text("year"), "a year that no other row of " + kind.code() + " has");
    }
  }
}
