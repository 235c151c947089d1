// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import io.tanliu.domain.cems.CemsRules;
import io.tanliu.domain.cems.CemsRules.Substitute;
import io.tanliu.domain.station.GasRules;
import io.tanliu.domain.station.MeanRules;
import io.tanliu.domain.station.MoleFraction;
import io.tanliu.domain.station.StationRules;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code station_gases.csv} and {@code station_rules.csv}. */
final class StationSeeds {
  private static final String GASES = "station_gases.csv";
  private static final String RULES = "station_rules.csv";
  private static final List<String> NAMES =
      List.of(
          "mean.minutes",
          "mean.hours",
          "background.days",
          "background.hours",
          "background.cut",
          "event.sigmas",
          "cems.volume",
          "cems.hour",
          "cems.day");

  private StationSeeds() {}

  /** The rules; empty when a row is wrong or missing. */
  static Optional<StationRules> read(SeedSource source, List<String> problems) {
    int before = problems.size();
    Map<String, GasRules> gases = new HashMap<>();
    Map<String, BigDecimal> masses = new HashMap<>();
    List<String> columns =
        List.of("gas", "unit", "least", "most", "goal", "event", "molar_mass", "source");
    for (SeedRow row : SeedTable.read(source, GASES, columns, problems)) {
      String gas = row.required("gas");
      masses.put(gas, row.amount("molar_mass"));
      if (!row.text("unit").isEmpty()) {
        gas(row, gas).ifPresent(rules -> gases.put(gas, rules));
      }
    }
    Map<String, SeedRow> rows = new HashMap<>();
    List<Substitute> substitutes = new ArrayList<>();
    columns = List.of("parameter", "value", "unit", "source", "confidence");
    for (SeedRow row : SeedTable.read(source, RULES, columns, problems)) {
      if (row.text("parameter").startsWith("cems.substitute.")) {
        substitutes.add(substitute(row));
      } else if (rows.put(row.required("parameter"), row) != null) {
        row.problem("parameter", row.text("parameter"), "each parameter once");
      }
    }
    if (!rows.keySet().containsAll(NAMES)) {
      problems.add(RULES + ": " + rows.keySet() + " (expected: " + NAMES + ")");
    }
    return problems.size() > before
        ? Optional.empty()
        : whole(gases, masses, rows, substitutes, problems);
  }

  private static Optional<StationRules> whole(
      Map<String, GasRules> gases,
      Map<String, BigDecimal> masses,
      Map<String, SeedRow> rows,
      List<Substitute> substitutes,
      List<String> problems) {
    int before = problems.size();
    MeanRules means =
        new MeanRules(
            count(rows.get("mean.minutes"), 60),
            count(rows.get("mean.hours"), 24),
            count(rows.get("background.days"), 90),
            count(rows.get("background.hours"), 90 * 24),
            rows.get("background.cut").amount("value"),
            rows.get("event.sigmas").amount("value"));
    CemsRules cems =
        new CemsRules(
            rows.get("cems.volume").amount("value"),
            share(rows.get("cems.hour"), rows.get("cems.hour").amount("value")),
            count(rows.get("cems.day"), 24),
            substitutes);
    return problems.size() > before
        ? Optional.empty()
        : Optional.of(new StationRules(gases, masses, means, cems));
  }

  private static Optional<GasRules> gas(SeedRow row, String gas) {
    Optional<MoleFraction> unit = MoleFraction.of(row.text("unit"));
    if (unit.isEmpty()) {
      row.problem("unit", row.text("unit"), "ppm, ppb, ppt, or nothing for a gas of stacks only");
      return Optional.empty();
    }
    return Optional.of(
        new GasRules(
            gas,
            unit.get(),
            amount(row, "least", unit.get()),
            amount(row, "most", unit.get()),
            positive(row, "goal", unit.get()),
            positive(row, "event", unit.get())));
  }

  private static long amount(SeedRow row, String field, MoleFraction unit) {
    Optional<Long> count = unit.count(row.amount(field));
    if (count.isEmpty()) {
      row.problem(field, row.text(field), "a mole fraction");
    }
    return count.orElse(1L);
  }

  private static long positive(SeedRow row, String field, MoleFraction unit) {
    long count = amount(row, field, unit);
    if (count <= 0) {
      row.problem(field, row.text(field), "above 0");
    }
    return Math.max(1, count);
  }

  private static Substitute substitute(SeedRow row) {
    String text = row.matching("value", "[01]\\.\\d{1,3}/\\d{1,6}/\\d{1,5}", "share/hours/hours");
    String[] parts = text.split("/", -1);
    return parts.length == 3
        ? new Substitute(
            share(row, new BigDecimal(parts[0])),
            Integer.parseInt(parts[1]),
            Integer.parseInt(parts[2]))
        : new Substitute(BigDecimal.ONE, 0, 0);
  }

  private static BigDecimal share(SeedRow row, BigDecimal value) {
    if (value.compareTo(BigDecimal.ONE) > 0) {
      row.problem("value", row.text("value"), "at most 1");
    }
    return value;
  }

  private static int count(SeedRow row, int most) {
    BigDecimal value = row.amount("value");
    if (value.compareTo(BigDecimal.valueOf(most)) > 0
        || value.signum() == 0
        || value.stripTrailingZeros().scale() > 0) {
      row.problem("value", row.text("value"), "a whole number from 1 to " + most);
      return 1;
    }
    return value.intValueExact();
  }
}
