// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * Everything by which the derived views judge; data, with source and confidence.
 *
 * @param benchmarks limit standards and policy levels
 * @param screening programmes by threshold
 * @param codes classes of the energy-carbon code, best first
 * @param scores items of score cards
 * @param grades grades of score cards
 * @param kgPerEquivalent mass of one pollution equivalent (污染当量) by pollutant, kg
 * @param reports by what energy utilisation reports are judged
 * @param hotspots by what cells of the grid are judged
 * @param parameters the rest
 */
public record AssessRules(
    BenchmarkBook benchmarks,
    ScreeningBook screening,
    List<CodeRule> codes,
    List<ScoreRule> scores,
    ScoreRule.Grades grades,
    Map<String, BigDecimal> kgPerEquivalent,
    EnergyReport.Rule reports,
    Hotspots.Rule hotspots,
    Parameters parameters) {

  public AssessRules {
    codes = List.copyOf(codes);
    scores = List.copyOf(scores);
    kgPerEquivalent = Map.copyOf(kgPerEquivalent);
  }

  /**
   * Single figures.
   *
   * @param minimumCoverage share of a span that must have been measured, 0 to 1
   * @param capacityShare share of capacity at benchmark level that must be exceeded, 0 to 1
   * @param capacitySource document and clause of it
   * @param places first places of a ranking that are published, 1 to 100
   * @param republish share by which the number of ranked units changes before a unit is told again
   * @param peers least number of units for a median
   */
  public record Parameters(
      double minimumCoverage,
      BigDecimal capacityShare,
      String capacitySource,
      int places,
      BigDecimal republish,
      int peers) {}
}
