// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.reading;

import java.math.BigDecimal;

/**
 * One reading of one metering point: the number {@code value × 10^-scale} in the point's unit.
 *
 * @param point point id within the unit
 * @param time INTERVAL: start of the interval; else the moment of the reading; epoch milliseconds
 * @param value unscaled number
 * @param scale decimal places, 0 to 9
 */
public record Reading(String point, long time, long value, int scale) {
  /** Most decimal places a reading may carry. */
  public static final int MAX_SCALE = 9;

  /** Largest unscaled number. */
  public static final long MAX_VALUE = 1_000_000_000_000_000_000L;

  /** The number that was read. */
  public BigDecimal decimal() {
    return BigDecimal.valueOf(value, scale);
  }
}
