// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.cems;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * When averages of a stack monitor are valid, and what stands in for hours that are not. All of it
 * is data with a source ({@code seeds/station_rules.csv}).
 *
 * @param molarVolume L/mol of an ideal gas at 273 K and 101 325 Pa
 * @param valuesOfMinute least valid five-second values of a minute, 1 to 12
 * @param validShareOfHour least share of an hour's records that are valid, 0 to 1
 * @param validHoursOfDay least valid hours of a day, 0 to 24
 * @param substitutes which earlier hours stand in, the best capture first
 */
public record CemsRules(
    BigDecimal molarVolume,
    int valuesOfMinute,
    BigDecimal validShareOfHour,
    int validHoursOfDay,
    List<Substitute> substitutes) {

  /** Copies what could change. */
  public CemsRules {
    substitutes = List.copyOf(substitutes);
  }

  /**
   * One row of the table of substitutes.
   *
   * @param capture least share of valid hours of the quarter to date, 0 to 1 (季度有效数据捕集率)
   * @param longest longest run of missing hours to which it applies
   * @param hours number of valid hours before the gap, of which the largest stands in
   */
  public record Substitute(BigDecimal capture, int longest, int hours) {}

  /** Valid records that an hour of {@code parts} records needs; at least 1. */
  public int needed(int parts) {
    BigDecimal share = validShareOfHour.multiply(BigDecimal.valueOf(parts));
    return Math.max(1, share.setScale(0, RoundingMode.CEILING).intValueExact());
  }
}
