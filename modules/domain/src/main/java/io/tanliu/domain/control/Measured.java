// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.math.BigDecimal;

/**
 * A sum over a stretch of days and how far it can be trusted.
 *
 * @param amount exact sum, base units
 * @param coverage share of the elapsed time that was measured, 0 to 1
 * @param estimated share of the elapsed time that was estimated, 0 to 1
 * @param provisional true when a factor of another year stood in
 * @param known true when there is at least one day or the year of the sum
 */
public record Measured(
    long amount, BigDecimal coverage, BigDecimal estimated, boolean provisional, boolean known) {
  /** Nothing was measured. */
  public static final Measured NOTHING =
      new Measured(0, BigDecimal.ZERO, BigDecimal.ZERO, false, false);
}
