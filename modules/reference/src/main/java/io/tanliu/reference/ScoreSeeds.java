// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import io.tanliu.domain.assess.ScoreRule;
import io.tanliu.domain.assess.ScoreRule.Part;
import io.tanliu.domain.assess.ScoreRule.Partly;
import io.tanliu.domain.assess.ScoreRule.Subject;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code score_rules.csv} and {@code pollutant_equivalents.csv}. */
final class ScoreSeeds {
  private static final String SCORES = "score_rules.csv";
  private static final String POLLUTANTS = "pollutant_equivalents.csv";
  private static final List<String> LAMPS =
      List.of("ENERGY_TOTAL", "ENERGY_INTENSITY", "CARBON_TOTAL", "CARBON_INTENSITY");

  private static final List<String> UNIT_LAMPS =
      List.of(
          "ENERGY_TOTAL",
          "ENERGY_INTENSITY",
          "CARBON_TOTAL",
          "CARBON_INTENSITY",
          ScoreRule.CLASS,
          ScoreRule.LIMITS,
          ScoreRule.REPORT,
          ScoreRule.INSPECTION);
  private static final List<String> PARTS = List.of("ANNUAL", "CUMULATIVE");
  private static final List<String> UNIT_PARTS = List.of("ANNUAL", "CUMULATIVE", "BOTH");
  private static final String NAMES =
      "both|cumulative|annual|none|benchmark|baseline|below|met|passed|agrees|deviates|missing|more";
  private static final Pattern OUTCOMES =
      Pattern.compile("((" + NAMES + "|\\d(\\.\\d{1,4})?)=\\d{1,3}(\\.\\d)?(;(?=.)|$))+");

  private ScoreSeeds() {}

  static List<ScoreRule> scores(SeedSource source, List<String> problems) {
    List<String> columns =
        List.of(
            "id",
            "subject",
            "part",
            "lamp",
            "name",
            "points",
            "partly",
            "outcomes",
            "veto",
            "source",
            "confidence");
    Map<String, ScoreRule> rules = new LinkedHashMap<>();
    for (SeedRow row : SeedTable.read(source, SCORES, columns, problems)) {
      boolean unit = row.oneOf("subject", List.of("REGION", "UNIT")).equals("UNIT");
      String part = row.oneOf("part", unit ? UNIT_PARTS : PARTS);
      String partly = row.oneOf("partly", unit ? List.of("outcomes") : List.of("half", "progress"));
      if (!UNIT_PARTS.contains(part) || !partly.matches("half|progress|outcomes")) {
        continue;
      }
      ScoreRule rule =
          new ScoreRule(
              row.matching("id", "[a-z0-9-]{1,64}", "1 to 64 of a-z 0-9 -"),
              unit ? Subject.UNIT : Subject.REGION,
              Part.valueOf(part),
              row.oneOf("lamp", unit ? UNIT_LAMPS : LAMPS),
              row.required("name"),
              row.amount("points"),
              Partly.valueOf(partly.toUpperCase(Locale.ROOT)),
              outcomes(row),
              row.oneOf("veto", List.of("true", "false")).equals("true"),
              row.text("source"),
              row.text("confidence"));
      if (rules.put(rule.id(), rule) != null) {
        row.problem("id", rule.id(), "each id once");
      }
    }
    return List.copyOf(rules.values());
  }

  /** {@code outcome=points;…}; of an amount the bounds of its ratio to what is allowed. */
  private static Map<String, BigDecimal> outcomes(SeedRow row) {
    Map<String, BigDecimal> outcomes = new LinkedHashMap<>();
    String text = row.text("outcomes");
    if (!text.isEmpty() && !OUTCOMES.matcher(text).matches()) {
      row.problem("outcomes", text, "outcome=points;… of one of " + NAMES + " or a bound");
      return outcomes;
    }
    BigDecimal most = row.amount("points");
    for (String outcome : text.isEmpty() ? new String[0] : text.split(";")) {
      int sign = outcome.indexOf('=');
      BigDecimal points = new BigDecimal(outcome.substring(sign + 1));
      if (points.compareTo(most) > 0 || outcomes.put(outcome.substring(0, sign), points) != null) {
        row.problem("outcomes", outcome, "each outcome once, at most " + most + " points");
      }
    }
    return outcomes;
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
