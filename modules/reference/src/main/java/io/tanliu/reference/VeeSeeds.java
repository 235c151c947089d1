// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.quality.VeeParameter;
import io.tanliu.domain.quality.VeeRules;
import io.tanliu.domain.unit.Measure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads {@code vee_rules.csv}. */
final class VeeSeeds {
  private static final String FILE = "vee_rules.csv";
  private static final String ALL = "*";
  private static final List<String> COLUMNS =
      List.of("rule", "parameter", "energy", "measure", "value", "unit", "source", "confidence");

  private VeeSeeds() {}

  /** The rules; empty when a row is wrong or missing. */
  static Optional<VeeRules> read(SeedSource source, FactorBook factors, List<String> problems) {
    List<VeeRules.Default> rows = new ArrayList<>();
    int before = problems.size();
    for (SeedRow row : SeedTable.read(source, FILE, COLUMNS, problems)) {
      row(row, factors).ifPresent(rows::add);
    }
    if (problems.size() > before) {
      return Optional.empty();
    }
    try {
      return Optional.of(new VeeRules(rows));
    } catch (IllegalArgumentException e) {
      problems.add(FILE + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private static Optional<VeeRules.Default> row(SeedRow row, FactorBook factors) {
    List<String> keys = Arrays.stream(VeeParameter.values()).map(VeeParameter::key).toList();
    Optional<VeeParameter> parameter = VeeParameter.of(row.oneOf("parameter", keys));
    if (parameter.isEmpty()) {
      return Optional.empty();
    }
    row.oneOf("rule", List.of(parameter.get().rule()));
    row.oneOf("unit", List.of(parameter.get().unit()));
    Optional<String> energy = Optional.of(row.text("energy")).filter(e -> !e.equals(ALL));
    if (energy.isPresent() && factors.energy(energy.get()).isEmpty()) {
      row.problem("energy", energy.get(), "* or a code of energy_kinds.csv");
    }
    String measure = row.text("measure");
    Optional<Measure> known =
        Arrays.stream(Measure.values()).filter(m -> m.name().equals(measure)).findFirst();
    if (known.isEmpty() && !measure.equals(ALL)) {
      row.problem("measure", measure, "*, INTERVAL, REGISTER or RATE");
    }
    Optional<BigDecimal> value = parameter.get().parse(row.text("value"));
    if (value.isEmpty()) {
      row.problem("value", row.text("value"), parameter.get().expected());
    }
    return value.map(v -> new VeeRules.Default(parameter.get(), energy, known, v));
  }
}
