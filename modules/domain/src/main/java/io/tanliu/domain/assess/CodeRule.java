// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;

/**
 * One class of the energy-carbon code (碳效码): intensity ÷ reference up to a bound.
 *
 * @param code 1 (best) to 5
 * @param most largest ratio of the class, inclusive; empty for the last class
 * @param source where the bound comes from
 * @param confidence A, B or C
 */
public record CodeRule(int code, Optional<BigDecimal> most, String source, String confidence) {

  /** A class with its ratio. */
  public record Coded(CodeRule rule, BigDecimal ratio) {}

  /**
   * The class of an intensity.
   *
   * @param rules in the order of the codes, the last without a bound
   * @param reference positive
   */
  public static Coded of(List<CodeRule> rules, BigDecimal intensity, BigDecimal reference) {
    BigDecimal ratio = intensity.divide(reference, MathContext.DECIMAL64);
    for (CodeRule rule : rules) {
      if (rule.most().isEmpty() || ratio.compareTo(rule.most().get()) <= 0) {
        return new Coded(rule, ratio);
      }
    }
    throw new IllegalArgumentException("rules: no last class (expected: one without a bound)");
  }
}
