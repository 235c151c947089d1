// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a scope wants otherwise; what is empty is inherited.
 *
 * @param rule code of the rule
 * @param scope {@code *}, a unit, a region or an industry
 * @param enabled whether it is judged at all
 * @param thresholds per level, each part for itself; a level that maps to {@link Part#NONE} is
 *     never reached
 * @param forDuration milliseconds of event time
 * @param keepFiring milliseconds of event time
 * @param noDataAfter milliseconds of event time; {@link RuleSetting#NEVER}
 * @param escalateAfter milliseconds of log time, per step
 * @param groupBy by what notices are grouped
 * @param inhibits what its firing alerts explain
 * @param flapLow thousandths
 * @param flapHigh thousandths
 * @param source who decided it
 */
public record RuleOverride(
    String rule,
    String scope,
    Optional<Boolean> enabled,
    Map<Level, Part> thresholds,
    OptionalLong forDuration,
    OptionalLong keepFiring,
    OptionalLong noDataAfter,
    Optional<List<Long>> escalateAfter,
    Optional<List<String>> groupBy,
    Optional<List<Inhibition>> inhibits,
    OptionalInt flapLow,
    OptionalInt flapHigh,
    String source) {

  /** The scope of everything. */
  public static final String EVERYWHERE = "*";

  /**
   * What is wanted of a threshold.
   *
   * @param never true when the level is never to be reached
   * @param raise where it rises
   * @param reset where it falls; without it, where it rises
   */
  public record Part(
      boolean never, Optional<java.math.BigDecimal> raise, Optional<java.math.BigDecimal> reset) {
    /** No such level. */
    public static final Part NONE = new Part(true, Optional.empty(), Optional.empty());
  }
}
