// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.quantity;

/**
 * What an amount is an amount of, and the base unit in which it is counted as a whole number.
 *
 * <p>Amounts are fixed-point {@code long}s so that sums do not depend on the order of arrival and a
 * retraction restores the previous value exactly. 10^18 g is far above a nation's year.
 */
public enum Dimension {
  /** Electricity (电力), counted in Wh. */
  ELECTRICITY("Wh", "kWh", 3),
  /** Heat (热力), counted in kJ. */
  HEAT("kJ", "GJ", 6),
  /** Solids and liquids by mass, counted in g. */
  MASS("g", "t", 6),
  /** Gases at normal conditions (标准状态), counted in 10⁻³ Nm³. */
  GAS("L", "m3", 3),
  /** Coal equivalent (标准煤), counted in gce. */
  COAL_EQUIVALENT("gce", "tce", 6),
  /** Greenhouse gases as carbon dioxide equivalent (二氧化碳当量), counted in gCO2e. */
  CO2E("gCO2e", "tCO2e", 6);

  private final String baseUnit;
  private final String displayUnit;
  private final int displayScale;

  Dimension(String baseUnit, String displayUnit, int displayScale) {
    this.baseUnit = baseUnit;
    this.displayUnit = displayUnit;
    this.displayScale = displayScale;
  }

  /** Symbol of the unit in which amounts are counted. */
  public String baseUnit() {
    return baseUnit;
  }

  /** Symbol of the unit in which amounts are shown to people. */
  public String displayUnit() {
    return displayUnit;
  }

  /** Decimal places between the two: display = base × 10^-displayScale, exactly. */
  public int displayScale() {
    return displayScale;
  }
}
