// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a rule judges and how its alerts live, as it holds for one entity. Times are milliseconds.
 *
 * @param rule code of the rule
 * @param enabled false when it is switched off
 * @param side on which side of its thresholds a value is bad
 * @param unit of the thresholds, for instance 1 for a ratio
 * @param thresholds for WARNING and CRITICAL; a level without one is never reached
 * @param forDuration event time for which a level must hold before it is told, 0 or more
 * @param keepFiring event time for which an alert goes on after its condition held last, 0 or more
 * @param noDataAfter event time without data after which nothing can be said; {@link #NEVER}
 * @param escalateAfter log time without acknowledgement after which an alert goes up, per step
 * @param groupBy by what notices are grouped; empty for the usual
 * @param inhibits what a firing alert of this rule explains
 * @param flapLow flap score below which it has settled, thousandths
 * @param flapHigh flap score from which it is flapping, thousandths; above 1000 for never
 * @param source document that says so
 */
public record RuleSetting(
    String rule,
    boolean enabled,
    Side side,
    String unit,
    Map<Level, Threshold> thresholds,
    long forDuration,
    long keepFiring,
    long noDataAfter,
    List<Long> escalateAfter,
    List<String> groupBy,
    List<Inhibition> inhibits,
    int flapLow,
    int flapHigh,
    String source) {

  /** A time that does not come. */
  public static final long NEVER = Long.MAX_VALUE;

  /** A flap score that is never reached. */
  public static final int NO_FLAPPING = 1001;

  /** Copies what could change. */
  public RuleSetting {
    thresholds = thresholds.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(thresholds));
    escalateAfter = List.copyOf(escalateAfter);
    groupBy = List.copyOf(groupBy);
    inhibits = List.copyOf(inhibits);
  }

  /** A rule of which nothing is known: its alerts fire at once, and nothing else happens. */
  public static RuleSetting plain(String rule) {
    return new RuleSetting(
        rule,
        true,
        Side.ABOVE,
        "1",
        Map.of(),
        0,
        0,
        NEVER,
        List.of(),
        List.of(),
        List.of(),
        200,
        NO_FLAPPING,
        "");
  }

  /** Threshold of a level. */
  public Optional<Threshold> threshold(Level level) {
    return Optional.ofNullable(thresholds.get(level));
  }

  /** The same rule with a threshold of the judged target's own. */
  public RuleSetting with(Level level, Threshold threshold) {
    Map<Level, Threshold> changed = new EnumMap<>(Level.class);
    changed.putAll(thresholds);
    changed.put(level, threshold);
    return new RuleSetting(
        rule,
        enabled,
        side,
        unit,
        changed,
        forDuration,
        keepFiring,
        noDataAfter,
        escalateAfter,
        groupBy,
        inhibits,
        flapLow,
        flapHigh,
        source);
  }
}
