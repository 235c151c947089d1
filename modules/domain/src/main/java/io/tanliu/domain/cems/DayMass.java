// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.cems;

import java.util.List;

/**
 * Mass of one gas in one day (日排放量): the exact sum of its hours.
 *
 * @param mass mg, measured and substituted
 * @param substituted mg that stood in
 * @param measuredHours hours that were measured
 * @param substitutedHours hours for which something stood in
 * @param stoppedHours hours in which the source stood still
 * @param hours hours of the day: 23, 24 or 25
 * @param valid true when enough hours were measured or the source stood still (at least 20)
 */
public record DayMass(
    long mass,
    long substituted,
    int measuredHours,
    int substitutedHours,
    int stoppedHours,
    int hours,
    boolean valid) {

  /**
   * The day of its hours.
   *
   * @param filled hours that are over
   * @param hours hours of the whole day
   * @throws ArithmeticException when a sum does not fit
   */
  public static DayMass of(List<Substitution.Filled> filled, int hours, CemsRules rules) {
    long mass = 0;
    long substituted = 0;
    int measuredHours = 0;
    int substitutedHours = 0;
    int stoppedHours = 0;
    for (Substitution.Filled hour : filled) {
      long part = hour.mass().orElse(0);
      mass = Math.addExact(mass, part);
      switch (hour.method()) {
        case MEASURED -> measuredHours++;
        case SUBSTITUTED -> {
          substitutedHours++;
          substituted = Math.addExact(substituted, part);
        }
        case STOPPED -> stoppedHours++;
        case MISSING -> {
          // It adds nothing, and the day shows it as neither.
        }
      }
    }
    return new DayMass(
        mass,
        substituted,
        measuredHours,
        substitutedHours,
        stoppedHours,
        hours,
        measuredHours + stoppedHours >= rules.validHoursOfDay());
  }

  /** Share of the mass that stood in, 0 to 1; 0 where there is none. */
  public double substitutedShare() {
    return mass == 0 ? 0 : (double) substituted / mass;
  }
}
