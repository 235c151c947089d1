// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import io.tanliu.domain.control.ControlSettings;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code control_settings.csv} and {@code control_terms.csv}. */
final class ControlSeeds {
  private static final String SETTINGS = "control_settings.csv";
  private static final String TERMS = "control_terms.csv";
  private static final String COVERAGE = "coverage.least";
  private static final String RENEWABLE = "renewable.base";
  private static final String REPORTS = "report.days";
  private static final List<String> PARAMETERS = List.of(COVERAGE, RENEWABLE, REPORTS);

  private ControlSeeds() {}

  /** The settings; empty when a row is wrong or missing. */
  static Optional<ControlSettings> settings(SeedSource source, List<String> problems) {
    Map<String, BigDecimal> found = new HashMap<>();
    int before = problems.size();
    for (SeedRow row :
        SeedTable.read(
            source,
            SETTINGS,
            List.of("parameter", "value", "unit", "source", "confidence"),
            problems)) {
      String parameter = row.oneOf("parameter", PARAMETERS);
      String value = row.text("value");
      if (!value.matches("\\d{1,6}(\\.\\d{1,6})?")) {
        row.problem("value", value, "a number of 0 or more");
      } else if (found.put(parameter, new BigDecimal(value)) != null) {
        row.problem("parameter", parameter, "each once");
      }
    }
    for (String parameter : PARAMETERS) {
      if (!found.containsKey(parameter)) {
        problems.add(SETTINGS + ": no row (expected: one for " + parameter + ")");
      }
    }
    return problems.size() > before
        ? Optional.empty()
        : Optional.of(
            new ControlSettings(
                found.get(COVERAGE),
                found.get(RENEWABLE).intValue(),
                found.get(REPORTS).intValue()));
  }

  /** The names of the codes. */
  static Terminology terms(SeedSource source, List<String> problems) {
    Map<String, Terminology.Name> names = new HashMap<>();
    for (SeedRow row :
        SeedTable.read(
            source,
            TERMS,
            List.of("kind", "code", "name_zh", "name_en", "source", "confidence"),
            problems)) {
      String key = Terminology.key(row.text("kind"), row.text("code"));
      Terminology.Name name = new Terminology.Name(row.text("name_zh"), row.text("name_en"));
      if (names.put(key, name) != null) {
        row.problem("code", key, "each kind and code once");
      }
    }
    return new Terminology(names);
  }
}
