// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import io.tanliu.domain.control.Scope;
import java.util.Optional;

/**
 * A programme that holds for units above a threshold of twelve months.
 *
 * @param id name of the programme, from the target that sets the threshold
 * @param quantity tce, tce_equivalent or co2e
 * @param threshold base units (gce, gCO2e)
 * @param strict true when the total must exceed the threshold, false when reaching it is enough
 * @param leaveMonths how many months the total must have stayed below before the programme ends, 1
 *     to 60
 * @param upper where the band of the programme ends, base units; another one takes its place there
 * @param scope whom it means
 * @param entity region code, industry entity or unit id whom it holds for
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
    String entity,
    String action,
    String source,
    String confidence) {

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
                entity,
                action,
                source,
                confidence));
  }

  boolean reached(long total) {
    return strict ? total > threshold : total >= threshold;
  }
}
