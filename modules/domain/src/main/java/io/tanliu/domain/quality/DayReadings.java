// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.quality;

/** The readings of one unit as they stand now; what the assessor asks for. */
@FunctionalInterface
public interface DayReadings {
  /** Takes one reading. */
  @FunctionalInterface
  interface Visitor {
    /**
     * One reading.
     *
     * @param point point id
     * @param time epoch milliseconds
     * @param value unscaled number
     * @param scale decimal places
     */
    void reading(String point, long time, long value, int scale);
  }

  /**
   * Visits the readings of all points in {@code [from, to)}, of each point in the order of time.
   */
  void forEach(long from, long to, Visitor visitor);
}
