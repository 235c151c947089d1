// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import io.tanliu.domain.assess.AssessRules;
import io.tanliu.domain.assess.AssessRules.Parameters;
import io.tanliu.domain.assess.CodeRule;
import io.tanliu.domain.assess.EnergyReport;
import io.tanliu.domain.assess.Hotspots;
import io.tanliu.domain.assess.ScoreRule;
import io.tanliu.domain.assess.ScoreRule.Grades;
import io.tanliu.domain.control.Target;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the derived views judge by. */
final class AssessSeeds {
  private static final String CODES = "carbon_code.csv";
  private static final String PARAMETERS = "view_rules.csv";
  private static final int CLASSES = 5;
  private static final int MOST_PLACES = 20;
  private static final int MOST_DEGREES = 10;
  private static final BigDecimal LEAST_DEGREES = new BigDecimal("0.001");

  private AssessSeeds() {}

  /** The rules; empty when a row is wrong or missing. */
  static Optional<AssessRules> read(
      SeedSource source, List<Target> targets, List<String> problems) {
    int before = problems.size();
    var benchmarks = BenchmarkSeeds.read(source, problems);
    var screening = ScreeningSeeds.read(source, targets, problems);
    List<CodeRule> codes = codes(source, problems);
    List<ScoreRule> scores = ScoreSeeds.scores(source, problems);
    Map<String, BigDecimal> pollutants = ScoreSeeds.pollutants(source, problems);
    Map<String, SeedRow> rows = rows(source, problems);
    Optional<Parameters> parameters = parameters(rows, problems);
    return problems.size() > before
            || parameters.isEmpty()
            || benchmarks.isEmpty()
            || screening.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new AssessRules(
                benchmarks.get(),
                screening.get(),
                codes,
                scores,
                grades(rows),
                pollutants,
                reports(rows),
                hotspots(rows),
                parameters.orElseThrow()));
  }

  private static List<CodeRule> codes(SeedSource source, List<String> problems) {
    List<String> columns = List.of("code", "most", "source", "confidence");
    List<CodeRule> rules = new ArrayList<>();
    for (SeedRow row : SeedTable.read(source, CODES, columns, problems)) {
      int expected = rules.size() + 1;
      row.oneOf("code", List.of(Integer.toString(expected)));
      Optional<BigDecimal> most =
          row.text("most").isEmpty() ? Optional.empty() : Optional.of(row.amount("most"));
      if (most.isPresent() == (expected == CLASSES)) {
        row.problem("most", row.text("most"), "a ratio, and nothing for the last class");
      }
      rules.add(new CodeRule(expected, most, row.text("source"), row.text("confidence")));
    }
    if (rules.size() != CLASSES) {
      problems.add(CODES + ": " + rules.size() + " classes (expected: " + CLASSES + ")");
    }
    return rules;
  }

  private static Grades grades(Map<String, SeedRow> rows) {
    return new Grades(
        atMost(rows.get("score.exceeded"), 1),
        atMost(rows.get("score.completed"), 1),
        atMost(rows.get("score.basically"), 1));
  }

  private static Map<String, SeedRow> rows(SeedSource source, List<String> problems) {
    List<String> columns = List.of("parameter", "value", "unit", "source", "confidence");
    Map<String, SeedRow> rows = new HashMap<>();
    for (SeedRow row : SeedTable.read(source, PARAMETERS, columns, problems)) {
      if (rows.put(row.required("parameter"), row) != null) {
        row.problem("parameter", row.text("parameter"), "each parameter once");
      }
    }
    return rows;
  }

  private static Optional<Parameters> parameters(Map<String, SeedRow> rows, List<String> problems) {
    List<String> names =
        List.of(
            "score.exceeded",
            "score.completed",
            "score.basically",
            "coverage.minimum",
            "capacity.share",
            "ranking.places",
            "ranking.publish",
            "code.peers",
            "report.threshold",
            "report.month",
            "report.tolerance",
            "hotspot.cell",
            "hotspot.percentile",
            "hotspot.cells");
    if (!rows.keySet().containsAll(names)) {
      problems.add(PARAMETERS + ": " + rows.keySet() + " (expected: " + names + ")");
      return Optional.empty();
    }
    return Optional.of(
        new Parameters(
            atMost(rows.get("coverage.minimum"), 1).doubleValue(),
            atMost(rows.get("capacity.share"), 1),
            rows.get("capacity.share").text("source"),
            atMost(rows.get("ranking.places"), MOST_PLACES).intValue(),
            atMost(rows.get("ranking.publish"), 1),
            atMost(rows.get("code.peers"), 10_000).intValue()));
  }

  private static EnergyReport.Rule reports(Map<String, SeedRow> rows) {
    SeedRow month = rows.get("report.month");
    return new EnergyReport.Rule(
        rows.get("report.threshold").amount("value"),
        atMost(month, 12).max(BigDecimal.ONE).intValue(),
        atMost(rows.get("report.tolerance"), 1),
        atMost(rows.get("coverage.minimum"), 1).doubleValue(),
        month.text("source") + "; " + rows.get("report.tolerance").text("source"),
        month.text("confidence"));
  }

  private static Hotspots.Rule hotspots(Map<String, SeedRow> rows) {
    SeedRow cell = rows.get("hotspot.cell");
    BigDecimal degrees = atMost(cell, MOST_DEGREES);
    if (degrees.compareTo(LEAST_DEGREES) < 0) {
      cell.problem("value", cell.text("value"), "at least " + LEAST_DEGREES);
    }
    return new Hotspots.Rule(
        degrees.max(LEAST_DEGREES),
        atMost(rows.get("hotspot.percentile"), 1),
        atMost(rows.get("hotspot.cells"), 10_000).intValue(),
        MOST_PLACES,
        cell.text("source") + "; " + rows.get("hotspot.percentile").text("source"),
        cell.text("confidence"));
  }

  private static BigDecimal atMost(SeedRow row, int most) {
    BigDecimal value = row.amount("value");
    if (value.compareTo(BigDecimal.valueOf(most)) > 0) {
      row.problem("value", row.text("value"), "at most " + most);
    }
    return value;
  }
}
