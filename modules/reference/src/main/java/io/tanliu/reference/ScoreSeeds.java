// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import io.tanliu.domain.assess.ScoreRule;
import io.tanliu.domain.assess.ScoreRule.Part;
import io.tanliu.domain.assess.ScoreRule.Partly;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads {@code score_rules.csv} and {@code pollutant_equivalents.csv}. */
final class ScoreSeeds {
  private static final String SCORES = "score_rules.csv";
  private static final String POLLUTANTS = "pollutant_equivalents.csv";
  private static final List<String> LAMPS =
      List.of("ENERGY_TOTAL", "ENERGY_INTENSITY", "CARBON_TOTAL", "CARBON_INTENSITY");

  private ScoreSeeds() {}

  static List<ScoreRule> scores(SeedSource source, List<String> problems) {
    List<String> columns =
        List.of("id", "part", "lamp", "name", "points", "partly", "veto", "source", "confidence");
    Map<String, ScoreRule> rules = new LinkedHashMap<>();
    for (SeedRow row : SeedTable.read(source, SCORES, columns, problems)) {
      String part = row.oneOf("part", List.of("ANNUAL", "CUMULATIVE"));
      String partly = row.oneOf("partly", List.of("half", "progress"));
      if (!part.matches("ANNUAL|CUMULATIVE") || !partly.matches("half|progress")) {
        continue;
      }
      ScoreRule rule =
          new ScoreRule(
              row.matching("id", "[a-z0-9-]{1,64}", "1 to 64 of a-z 0-9 -"),
              Part.valueOf(part),
              row.oneOf("lamp", LAMPS),
              row.required("name"),
              row.amount("points"),
              Partly.valueOf(partly.toUpperCase(Locale.ROOT)),
              row.oneOf("veto", List.of("true", "false")).equals("true"),
              row.text("source"),
              row.text("confidence"));
      if (rules.put(rule.id(), rule) != null) {
        row.problem("id", rule.id(), "each id once");
      }
    }
    return List.copyOf(rules.values());
  }

  static Map<String, BigDecimal> pollutants(SeedSource source, List<String> problems) {
    List<String> columns = List.of("pollutant", "kg_per_equivalent", "source", "confidence");
    Map<String, BigDecimal> pollutants = new LinkedHashMap<>();
    for (SeedRow row : SeedTable.read(source, POLLUTANTS, columns, problems)) {
      BigDecimal mass = row.amount("kg_per_equivalent");
      if (mass.signum() == 0) {
        row.problem("kg_per_equivalent", row.text("kg_per_equivalent"), "above 0");
      }
      pollutants.put(row.required("pollutant"), mass);
    }
    return pollutants;
  }
}
