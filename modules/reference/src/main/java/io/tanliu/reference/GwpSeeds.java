// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import io.tanliu.domain.convert.Factor;
import io.tanliu.domain.quantity.EnergyKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the rows of {@code gwp.csv} that convert a gas. Where the chosen report has no value, that
 * of the next newer one stands in, else the newest older one, marked as standing in.
 */
final class GwpSeeds {
  private static final String FILE = "gwp.csv";

  private GwpSeeds() {}

  /** Factors by energy kind. */
  static Map<String, Factor> read(
      SeedSource source, Map<String, EnergyKind> energies, GwpSet set, List<String> problems) {
    List<String> columns =
        List.of("species", "energy", "sar", "ar4", "ar5", "ar6", "source", "confidence");
    Map<String, Factor> read = new HashMap<>();
    for (SeedRow row : SeedTable.read(source, FILE, columns, problems)) {
      String energy = row.text("energy");
      if (energy.isEmpty()) {
        continue;
      }
      EnergyKind kind = energies.get(energy);
      if (kind == null || !kind.category().equals(EnergyKind.GASES)) {
        row.problem("energy", energy, "an energy kind of category " + EnergyKind.GASES);
        continue;
      }
      GwpSet from = nearest(row, set);
      Factor factor =
          Factor.of(
              "gwp_" + energy + "_" + from.name().toLowerCase(Locale.ROOT),
              row.amount(column(from)),
              false,
              row.text("confidence"),
              row.text("source"));
      if (read.put(energy, from == set ? factor : factor.standingIn()) != null) {
        row.problem("energy", energy, "an energy kind that no other row has");
      }
    }
    return read;
  }

  private static GwpSet nearest(SeedRow row, GwpSet wanted) {
    List<GwpSet> given =
        Arrays.stream(GwpSet.values()).filter(set -> !row.text(column(set)).isEmpty()).toList();
    return given.stream()
        .filter(set -> set.compareTo(wanted) >= 0)
        .findFirst()
        .orElse(given.isEmpty() ? wanted : given.get(given.size() - 1));
  }

  private static String column(GwpSet set) {
    return set.name().toLowerCase(Locale.ROOT);
  }
}
