// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.oracle;

import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.quantity.EnergyKind;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What each kind of flow counts to: one table, and the rules in words. */
final class Kinds {
  /** Category of an energy kind, its part of tce and its part of co2e. */
  private static final Map<String, String[]> CATEGORIES =
      Map.ofEntries(
          Map.entry("coal", new String[] {"tce.coal", "co2e.combustion"}),
          Map.entry("oil", new String[] {"tce.oil", "co2e.combustion"}),
          Map.entry("gas", new String[] {"tce.gas", "co2e.combustion"}),
          Map.entry("biomass", new String[] {"tce.biomass", "co2e.combustion"}),
          Map.entry("electricity", new String[] {"tce.electricity", "co2e.electricity"}),
          Map.entry("heat", new String[] {"tce.heat", "co2e.heat"}),
          Map.entry("process", new String[] {"", "co2e.process"}),
          Map.entry("ghg", new String[] {"", "co2e.gases"}),
          Map.entry("measured", new String[] {"", "co2e.measured"}),
          Map.entry("pollutant", new String[] {"", ""}),
          Map.entry("use", new String[] {"", ""}));

  private static final String[] OTHERS = {"tce.other", "co2e.combustion"};

  private final FactorBook factors;

  Kinds(FactorBook factors) {
    this.factors = factors;
  }

  /**
   * The derived quantities in which a flow is contained; each is named once although its amount may
   * be nothing for want of a factor.
   */
  Set<String> derived(String energy, String direction) {
    String[] parts =
        CATEGORIES.getOrDefault(
            factors.energy(energy).map(EnergyKind::category).orElse(""), OTHERS);
    Set<String> found = new TreeSet<>();
    if (!parts[0].isEmpty()) {
      // Whatever is energy is in the total, in the total at equal value, and in one part.
      found.addAll(Set.of("tce", "tce_equivalent", parts[0]));
      if (direction.equals("feedstock") || direction.equals("renewable")) {
        found.add("tce." + direction);
      }
      if (direction.equals("renewable") || parts[0].equals("tce.biomass")) {
        found.add("tce.nonfossil");
      }
    }
    if (!parts[1].isEmpty() && (direction.equals("bought") || direction.equals("sold"))) {
      found.add(parts[1]);
      if (!parts[1].equals("co2e.measured")) {
        found.add("co2e");
      }
    }
    return found;
  }
}
