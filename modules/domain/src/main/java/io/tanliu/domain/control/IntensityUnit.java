// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import io.tanliu.domain.quantity.Dimension;

/**
 * In what an intensity is told.
 *
 * @param text such as {@code tce/1e4 CNY} or {@code kgce/t}
 * @param scale decimal places between the base unit of the amount and the unit above
 */
public record IntensityUnit(String text, int scale) {
  private static final int THOUSAND = 3;

  /**
   * By money in the display unit of the amount, by anything else in a thousand base units.
   *
   * @param dimension of the amount
   * @param under unit of what it is divided by
   */
  public static IntensityUnit of(Dimension dimension, String under) {
    return under.equals(ReportUnit.MONEY)
        ? new IntensityUnit(dimension.displayUnit() + "/" + under, dimension.displayScale())
        : new IntensityUnit(thousand(dimension) + "/" + under, THOUSAND);
  }

  private static String thousand(Dimension dimension) {
    return switch (dimension) {
      case ELECTRICITY -> "kWh";
      case HEAT -> "MJ";
      case MASS -> "kg";
      case GAS -> "m3";
      case COAL_EQUIVALENT -> "kgce";
      case CO2E -> "kgCO2e";
    };
  }
}
