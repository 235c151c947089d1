// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import io.tanliu.domain.control.Scope;
import java.util.List;
import java.util.Optional;

/**
 * A programme that holds for units above a threshold of twelve months.
 *
 * @param id id of the target that sets the threshold
 * @param quantity tce, tce_equivalent or co2e
 * @param threshold base units (gce, gCO2e)
 * @param strict true when the total must exceed the threshold, false when reaching it is enough
 * @param leaveMonths how many months the total must have stayed below before the programme ends, 1
 *     to 60
 * @param upper where the band of the programme ends, base units; another one takes its place there
 * @param scope whom it means
 * @param region code of the region to which the unit must belong
 * @param action what staff must do, Chinese first
 * @param source document and clause
 * @param confidence A, B or C
 */
public record ScreeningRule(
    String id,
    String quantity,
    long threshold,
    boolean strict,
    int leaveMonths,
    Optional<Long> upper,
    Scope scope,
    String region,
    String action,
    String source,
    String confidence) {

  /**
   * True when the programme is meant for a unit.
   *
   * @param industry GB/T 4754 code of the unit
   * @param ancestry its region and those above
   */
  public boolean covers(String industry, List<String> ancestry) {
    return scope.covers(industry) && ancestry.contains(region);
  }

  /** The same from the end of the band on. */
  Optional<ScreeningRule> above() {
    return upper.map(
        end ->
            new ScreeningRule(
                id,
                quantity,
                end,
                false,
                leaveMonths,
                Optional.empty(),
                scope,
                region,
                action,
                source,
                confidence));
  }

  boolean reached(long total) {
    return strict ? total > threshold : total >= threshold;
  }
}
