// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import io.tanliu.domain.convert.DatedFactor;
import io.tanliu.domain.convert.Factor;
import io.tanliu.domain.quantity.EnergyKind;
import io.tanliu.domain.quantity.Quantities;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code coal_equivalents.csv}. */
final class CoalEquivalentSeeds {
  static final String CALORIFIC = "calorific";
  static final String EQUAL_VALUE = "equal_value";
  private static final String FILE = "coal_equivalents.csv";
  private static final List<String> COLUMNS =
      List.of(
          "energy",
          "variant",
          "edition",
          "valid_from",
          "valid_to",
          "value",
          "unit",
          "source",
          "confidence");

  /** A factor and the years, inclusive, in which it is in force. */
  record Dated(int from, int to, Factor factor) {
    long distance(int year) {
      return year < from ? from - year : Math.max(0, year - to);
    }
  }

  private CoalEquivalentSeeds() {}

  /** Rows by variant and energy. */
  static Map<String, Map<String, List<Dated>>> read(
      SeedSource source, Map<String, EnergyKind> energies, List<String> problems) {
    Map<String, Map<String, List<Dated>>> dated =
        Map.of(CALORIFIC, new HashMap<>(), EQUAL_VALUE, new HashMap<>());
    for (SeedRow row : SeedTable.read(source, FILE, COLUMNS, problems)) {
      String energy = row.oneOf("energy", energies.keySet());
      String variant = row.oneOf("variant", Set.of(CALORIFIC, EQUAL_VALUE));
      if (!energies.containsKey(energy) || !dated.containsKey(variant)) {
        continue;
      }
      if (!energies.get(energy).isEnergy()) {
        row.problem("energy", energy, "an energy kind that is energy");
      }
      int from = row.year("valid_from").orElse(Integer.MIN_VALUE / 2);
      int to = row.year("valid_to").orElse(Integer.MAX_VALUE / 2);
      List<Dated> others = dated.get(variant).computeIfAbsent(energy, k -> new ArrayList<>());
      if (from > to || others.stream().anyMatch(o -> o.from <= to && from <= o.to)) {
        row.problem("valid_from", from + " to " + to, "years that no other row covers, in order");
      }
      Factor factor =
          Factor.of(
                  id(row, energy, variant),
                  FactorUnits.gramsOfCoal(row, energies.get(energy).dimension()),
                  false,
                  row.text("confidence"),
                  row.text("source"))
              .in(row.year("valid_from").orElse(0), "");
      others.add(new Dated(from, to, factor));
    }
    for (EnergyKind kind : energies.values()) {
      if (kind.isEnergy() && !dated.get(CALORIFIC).containsKey(kind.code())) {
        problems.add(
            FILE + "::energy: no row for " + kind.code() + " (expected: variant calorific)");
      }
    }
    return dated;
  }

  /** Puts a factor in the place of what holds in its years. */
  static void replace(Map<String, Map<String, List<Dated>>> dated, DatedFactor other) {
    String variant = other.quantity().equals(Quantities.TCE) ? CALORIFIC : EQUAL_VALUE;
    List<Dated> rows = new ArrayList<>();
    Map<String, List<Dated>> ofVariant = dated.get(variant);
    // What has no equal value of its own has had its calorific value.
    List<Dated> calorific = dated.get(CALORIFIC).getOrDefault(other.energy(), List.of());
    for (Dated row : ofVariant.getOrDefault(other.energy(), calorific)) {
      if (row.from < other.from()) {
        rows.add(new Dated(row.from, Math.min(row.to, other.from() - 1), row.factor));
      }
      if (row.to > other.to()) {
        rows.add(new Dated(Math.max(row.from, other.to() + 1), row.to, row.factor));
      }
    }
    rows.add(new Dated(other.from(), other.to(), other.factor()));
    ofVariant.put(other.energy(), rows);
  }

  /** Tables by variant and energy. */
  static Map<String, Map<String, YearTable>> tables(Map<String, Map<String, List<Dated>>> dated) {
    Map<String, Map<String, YearTable>> tables = new HashMap<>();
    dated.forEach(
        (variant, map) -> {
          Map<String, YearTable> byEnergy = new HashMap<>();
          map.forEach((energy, rows) -> byEnergy.put(energy, table(rows)));
          tables.put(variant, byEnergy);
        });
    return tables;
  }

  private static String id(SeedRow row, String energy, String variant) {
    String from = row.text("valid_from");
    return "coal_"
        + energy
        + (variant.equals(EQUAL_VALUE) ? "_equal" : "")
        + (from.isEmpty() ? "" : "_" + from);
  }

  private static YearTable table(List<Dated> rows) {
    return YearTable.of(
        year -> {
          Dated best = rows.get(0);
          for (Dated row : rows) {
            if (row.distance(year) < best.distance(year)) {
              best = row;
            }
          }
          return Optional.of(best.distance(year) == 0 ? best.factor : best.factor.standingIn());
        });
  }
}
