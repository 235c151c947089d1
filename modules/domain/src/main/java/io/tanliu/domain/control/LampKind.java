// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

/**
 * The four lamps of an entity, energy and carbon, each by total and by intensity (双控), and beside
 * them how fast a quantity may grow.
 */
public enum LampKind {
  /** Energy by total (能源消费总量). */
  ENERGY_TOTAL,
  /** Energy by intensity (能耗强度). */
  ENERGY_INTENSITY,
  /** Carbon by total (碳排放总量). */
  CARBON_TOTAL,
  /** Carbon by intensity (碳排放强度). */
  CARBON_INTENSITY,
  /** Growth of energy or of a part of it (能源消费增速); none of the four. */
  ENERGY_GROWTH,
  /** Growth of carbon (碳排放增速); none of the four. */
  CARBON_GROWTH;

  /** True for those of carbon. */
  public boolean carbon() {
    return this == CARBON_TOTAL || this == CARBON_INTENSITY || this == CARBON_GROWTH;
  }

  /** True for the two by intensity. */
  public boolean intensity() {
    return this == ENERGY_INTENSITY || this == CARBON_INTENSITY;
  }

  /** True for what stands beside the four. */
  public boolean growth() {
    return this == ENERGY_GROWTH || this == CARBON_GROWTH;
  }

  /** The lamp of a subject and a measure. */
  public static LampKind of(boolean carbon, boolean intensity) {
    if (carbon) {
      return intensity ? CARBON_INTENSITY : CARBON_TOTAL;
    }
    return intensity ? ENERGY_INTENSITY : ENERGY_TOTAL;
  }
}
