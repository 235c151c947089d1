// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import io.tanliu.domain.assess.OutputSeries.Output;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a product of a unit is against its limit standard and the policy's levels.
 *
 * @param product product as registered
 * @param output production in the span, when it is known
 * @param outputUnit unit of the production; empty without one
 * @param reason why it cannot be assessed; empty when it can
 * @param indicators every indicator of the product, in the order of the benchmarks
 */
public record BenchmarkClass(
    String product,
    Optional<Output> output,
    String outputUnit,
    Optional<Reason> reason,
    List<Indicator> indicators) {

  public BenchmarkClass {
    indicators = List.copyOf(indicators);
  }

  /** Why nothing can be said. */
  public enum Reason {
    NO_BENCHMARK("no-benchmark"),
    NO_PRODUCTION("no-production"),
    PRODUCTION_UNIT("production-unit"),
    SEVERAL_PRODUCTS("several-products"),
    NO_ENERGY("no-energy"),
    LOW_COVERAGE("low-coverage");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    /** Code as published. */
    public String code() {
      return code;
    }
  }

  /** Against the policy's levels. */
  public enum Policy {
    /** At benchmark level or better (达到标杆水平). */
    BENCHMARK,
    /** At baseline level (达到基准水平). */
    BASELINE,
    /** Below baseline level (低于基准水平). */
    BELOW_BASELINE,
    /** The policy has no level for it. */
    NOT_SET,
    /** Nothing can be said. */
    NOT_ASSESSABLE
  }

  /**
   * One indicator.
   *
   * @param benchmark the row it was judged by
   * @param value unit-product consumption in the row's unit, rounded half even to 16 digits
   * @param levels levels 1 to 3 after corrections
   * @param met whether the value is at most each level, judged by itself
   * @param level first level that is met, 4 for none of them; empty when nothing can be said
   * @param policy class by the policy's levels, which are not corrected
   * @param applied corrections that were applied
   * @param missing parameters of corrections that the register does not give
   */
  public record Indicator(
      Benchmark benchmark,
      Optional<BigDecimal> value,
      List<Optional<BigDecimal>> levels,
      List<Boolean> met,
      Optional<Integer> level,
      Policy policy,
      List<String> applied,
      List<String> missing) {

    public Indicator {
      levels = List.copyOf(levels);
      met = List.copyOf(met);
      applied = List.copyOf(applied);
      missing = List.copyOf(missing);
    }
  }

  /**
   * The policy class of the product: that of the first indicator for which the policy has levels.
   */
  public Policy policy() {
    return indicators.stream()
        .map(Indicator::policy)
        .filter(policy -> policy != Policy.NOT_SET)
        .findFirst()
        .orElse(Policy.NOT_SET);
  }
}
