// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import java.math.BigDecimal;
import java.util.List;

/**
 * Everything by which the derived views judge; data, with source and confidence.
 *
 * @param benchmarks limit standards and policy levels
 * @param screening programmes by threshold
 * @param codes classes of the energy-carbon code, best first
 * @param parameters the rest
 */
public record AssessRules(
    BenchmarkBook benchmarks,
    List<ScreeningRule> screening,
    List<CodeRule> codes,
    Parameters parameters) {

  public AssessRules {
    screening = List.copyOf(screening);
    codes = List.copyOf(codes);
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
