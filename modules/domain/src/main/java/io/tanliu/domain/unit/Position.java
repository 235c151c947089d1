// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.unit;

import java.math.BigDecimal;

/**
 * Where a unit stands, WGS 84.
 *
 * @param latitude decimal degrees, -90 to 90
 * @param longitude decimal degrees, -180 to 180
 */
public record Position(BigDecimal latitude, BigDecimal longitude) {
  /** Largest latitude, degrees. */
  public static final BigDecimal MOST_NORTH = BigDecimal.valueOf(90);

  /** Largest longitude, degrees. */
  public static final BigDecimal MOST_EAST = BigDecimal.valueOf(180);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a figure is outside them
   */
  public Position {
    check("latitude", latitude, MOST_NORTH);
    check("longitude", longitude, MOST_EAST);
  }

  private static void check(String field, BigDecimal value, BigDecimal most) {
    if (value.abs().compareTo(most) > 0) {
      throw new IllegalArgumentException(
          field + ": " + value + " (expected: -" + most + " to " + most + ")");
    }
  }
}
