// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import io.tanliu.domain.convert.DatedFactor;
import io.tanliu.domain.convert.Factor;
import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.quantity.Dimension;
import io.tanliu.domain.quantity.EnergyKind;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.reference.CoalEquivalentSeeds.Dated;
import io.tanliu.reference.EmissionTables.Scope;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The factor book of the seeds: every lookup is two hash probes and no allocation. */
final class SeedFactors implements FactorBook {
  static final String ELECTRICITY = "electricity";

  private static final String EDITION = "edition.csv";

  private static final Set<String> DIMENSIONS =
      Arrays.stream(Dimension.values())
          .filter(d -> d != Dimension.COAL_EQUIVALENT && d != Dimension.CO2E)
          .map(Enum::name)
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> COAL = Set.of(Quantities.TCE, Quantities.TCE_EQUIVALENT);

  private final String edition;
  private final Map<String, EnergyKind> energies;
  private final Regions regions;
  private final Map<String, Map<String, List<Dated>>> coalRows;
  private final Map<String, Map<Scope, EmissionSeries>> emissionRows;
  private final Map<String, YearTable> calorific;
  private final Map<String, YearTable> equalValue;
  private final Map<String, EmissionTables> emissions;
  private final long fingerprint;

  private SeedFactors(
      String edition,
      Map<String, EnergyKind> energies,
      Regions regions,
      Map<String, Map<String, List<Dated>>> coalRows,
      Map<String, Map<Scope, EmissionSeries>> emissionRows) {
    this.edition = edition;
    this.energies = energies;
    this.regions = regions;
    this.coalRows = coalRows;
    this.emissionRows = emissionRows;
    Map<String, Map<String, YearTable>> coal = CoalEquivalentSeeds.tables(coalRows);
    this.calorific = coal.get(CoalEquivalentSeeds.CALORIFIC);
    this.equalValue = coal.get(CoalEquivalentSeeds.EQUAL_VALUE);
    this.emissions = EmissionSeeds.tables(emissionRows, regions);
    calorific.forEach(equalValue::putIfAbsent);
    this.fingerprint = new Fingerprint().of(this, emissionRows);
  }

  static SeedFactors read(SeedSource source, Regions regions, GwpSet gwp, List<String> problems) {
    Map<String, EnergyKind> energies = energies(source, problems);
    return new SeedFactors(
        edition(source, problems),
        energies,
        regions,
        CoalEquivalentSeeds.read(source, energies, problems),
        EmissionSeeds.read(source, energies, regions, gwp, problems));
  }

  @Override
  public FactorBook with(Collection<DatedFactor> others) {
    Map<String, Map<String, List<Dated>>> coal = new HashMap<>();
    coalRows.forEach((variant, rows) -> coal.put(variant, new HashMap<>(rows)));
    Map<String, Map<Scope, EmissionSeries>> emission = new HashMap<>();
    emissionRows.forEach(
        (energy, byScope) -> {
          Map<Scope, EmissionSeries> copies = new HashMap<>();
          byScope.forEach((scope, series) -> copies.put(scope, series.copy()));
          emission.put(energy, copies);
        });
    others.stream()
        .filter(this::means)
        .sorted(Comparator.comparing(DatedFactor::quantity).thenComparing(DatedFactor::from))
        .forEach(
            other -> {
              if (COAL.contains(other.quantity())) {
                CoalEquivalentSeeds.replace(coal, other);
              } else {
                EmissionSeeds.replace(emission, other);
              }
            });
    return new SeedFactors(edition, energies, regions, coal, emission);
  }

  /** An energy that is known, in a region that is known; only energy has a coal equivalent. */
  private boolean means(DatedFactor other) {
    EnergyKind kind = energies.get(other.energy());
    return kind != null
        && regions.contains(other.region())
        && (kind.isEnergy() || !COAL.contains(other.quantity()));
  }

  @Override
  public long fingerprint() {
    return fingerprint;
  }

  @Override
  public String version() {
    return edition + "-" + FactorBook.digits(fingerprint);
  }

  private static String edition(SeedSource source, List<String> problems) {
    List<String> columns = List.of("edition", "source", "confidence");
    String edition = "";
    for (SeedRow row : SeedTable.read(source, EDITION, columns, problems)) {
      edition = row.matching("edition", "[A-Za-z0-9._]{1,20}", "1 to 20 letters, digits, . or _");
    }
    return edition;
  }

  private static Map<String, EnergyKind> energies(SeedSource source, List<String> problems) {
    Map<String, EnergyKind> read = new LinkedHashMap<>();
    List<String> columns =
        List.of("code", "name_zh", "name_en", "category", "dimension", "source", "confidence");
    for (SeedRow row : SeedTable.read(source, "energy_kinds.csv", columns, problems)) {
      String code = row.matching("code", "[a-z][a-z0-9_]{0,39}", "lower case, at most 40 letters");
      String dimension = row.oneOf("dimension", DIMENSIONS);
      EnergyKind kind =
          new EnergyKind(
              code,
              row.required("name_zh"),
              row.required("name_en"),
              row.required("category"),
              DIMENSIONS.contains(dimension) ? Dimension.valueOf(dimension) : Dimension.MASS);
      if (read.put(code, kind) != null) {
        row.problem("code", code, "a code that is not on another line");
      }
    }
    return read;
  }

  @Override
  public Collection<EnergyKind> energies() {
    return List.copyOf(energies.values());
  }

  @Override
  public Optional<EnergyKind> energy(String code) {
    return Optional.ofNullable(energies.get(code));
  }

  @Override
  public Optional<Factor> coalEquivalent(String energy, int year) {
    YearTable table = calorific.get(energy);
    return table == null ? Optional.empty() : table.get(year);
  }

  @Override
  public Optional<Factor> coalEquivalentByEqualValue(String energy, int year) {
    YearTable table = equalValue.get(energy);
    return table == null ? Optional.empty() : table.get(year);
  }

  @Override
  public Optional<Factor> emission(String energy, String region, String industry, int year) {
    EmissionTables tables = emissions.get(energy);
    return tables == null ? Optional.empty() : tables.get(region, industry, year);
  }
}
