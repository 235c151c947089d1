// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.quality;

import java.util.List;

/**
 * One metering point on one day.
 *
 * @param point point id
 * @param expected readings that it should have so far
 * @param stored readings that stand in the ledger, at most the expected ones
 * @param codes codes of what was found at it, in order
 */
public record PointQuality(String point, long expected, long stored, List<QualityCode> codes) {

  /** True when nothing was found and at least that share of the expected readings is there. */
  public boolean good(double completenessLeast) {
    return codes.isEmpty() && stored >= completenessLeast * expected;
  }

  /** Share of the expected readings that is there, 0 to 1. */
  public double completeness() {
    return expected == 0 ? 1 : (double) stored / expected;
  }
}
