// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a lamp rests on.
 *
 * @param measured sum over the judged time before deductions, base unit
 * @param deductions what is taken off, line by line
 * @param assessed measured minus the deductions, base unit
 * @param limit total: limit of the whole period, base unit
 * @param schedule total: what the schedule allows up to the event time, base unit
 * @param intensity intensity: what was divided by what, beside the year before
 * @param decline intensity: the decline that is judged, a share; cumulative in a plan of years
 * @param required intensity: the decline asked for by now, a share; else the level demanded
 * @param progress share of the whole target that is reached (total: used up)
 * @param coverage share of the judged time that was measured; the lesser of both years
 * @param estimated share of the judged time that was estimated
 * @param provisional true when later readings, factors or reports will change it
 * @param assumed what was taken for granted
 */
public record LampEvidence(
    long measured,
    List<DeductionLine> deductions,
    long assessed,
    OptionalLong limit,
    OptionalLong schedule,
    Optional<Comparison> intensity,
    Optional<BigDecimal> decline,
    Optional<BigDecimal> required,
    Optional<BigDecimal> progress,
    BigDecimal coverage,
    BigDecimal estimated,
    boolean provisional,
    List<Assumption> assumed) {
  public LampEvidence {
    deductions = List.copyOf(deductions);
    assumed = List.copyOf(assumed);
  }

  /**
   * An intensity and what it is compared with.
   *
   * @param now over the judged days
   * @param previous over the same days of the year before, or in the base year
   */
  public record Comparison(IntensityValue now, Optional<BigDecimal> previous) {}

  /** What rests on a comparison of intensities. */
  static LampEvidence of(
      IntensityPair pair,
      Optional<BigDecimal> previous,
      Optional<BigDecimal> decline,
      Optional<BigDecimal> required,
      Optional<BigDecimal> progress,
      BigDecimal coverage,
      boolean running,
      List<Assumption> more) {
    List<Assumption> assumed = new ArrayList<>(more);
    assumed.addAll(pair.assumed());
    IntensityValue now = pair.now();
    boolean stillOpen = assumed.stream().anyMatch(a -> a.code().provisional());
    return new LampEvidence(
        now.energy().amount(),
        now.deductions(),
        now.assessed(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.of(new Comparison(now, previous)),
        decline,
        required,
        progress,
        coverage,
        now.energy().estimated(),
        running || stillOpen || now.energy().provisional() || pair.before().energy().provisional(),
        assumed.stream().distinct().toList());
  }
}
