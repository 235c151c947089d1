// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * One indicator of a product in a limit standard (单位产品能源消耗限额), with the policy's benchmark and
 * baseline level. Levels are as in the source: some level-2 values are below level 1, and they are
 * neither sorted nor repaired.
 *
 * @param industry GB/T 4754 code
 * @param product product or process
 * @param indicator name in the standard
 * @param unit unit of the levels, e.g. {@code kgce/t}
 * @param quantity metered quantity that is counted
 * @param levels levels 1, 2 and 3, each possibly missing
 * @param benchmark policy benchmark level (标杆水平)
 * @param baseline policy baseline level (基准水平)
 * @param corrections what changes the levels
 * @param standard limit standard and table
 * @param policyDoc document of benchmark and baseline; may be empty
 * @param confidence confidence of the levels
 * @param policyConfidence confidence of benchmark and baseline; empty without them
 * @param alert code of the rule that is told of a value above level 3; empty for none
 */
public record Benchmark(
    String industry,
    String product,
    String indicator,
    String unit,
    String quantity,
    List<Optional<BigDecimal>> levels,
    Optional<BigDecimal> benchmark,
    Optional<BigDecimal> baseline,
    List<Correction> corrections,
    String standard,
    String policyDoc,
    String confidence,
    String policyConfidence,
    String alert) {

  /** Levels of a limit standard. */
  public static final int LEVELS = 3;

  public Benchmark {
    levels = List.copyOf(levels);
    corrections = List.copyOf(corrections);
    if (levels.size() != LEVELS) {
      throw new IllegalArgumentException("levels: " + levels.size() + " (expected: 3)");
    }
  }
}
