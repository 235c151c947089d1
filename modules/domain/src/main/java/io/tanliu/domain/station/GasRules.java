// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.station;

import java.util.Optional;

/**
 * What holds for one gas at stations. All of it is data with a source ({@code
 * seeds/station_gases.csv}).
 *
 * @param gas code, e.g. {@code co2}
 * @param unit unit in which it is stated
 * @param least smallest mole fraction that air can have, 10⁻¹⁵
 * @param most largest, 10⁻¹⁵
 * @param goal deviation from a known gas that a network tolerates, 10⁻¹⁵ (compatibility goal)
 * @param event least enhancement that can be an event, 10⁻¹⁵
 * @param spike an observation further from both its neighbours, to the same side, is suspect, 10⁻¹⁵
 */
public record GasRules(
    String gas, MoleFraction unit, long least, long most, long goal, long event, long spike) {

  /** The flag of an observation, judged by its range where it would enter a mean. */
  public QcFlag judged(Optional<Long> count, QcFlag stated) {
    if (!stated.enters()) {
      return stated;
    }
    if (count.isEmpty()) {
      return QcFlag.MISSING;
    }
    return count.get() < least || count.get() > most ? QcFlag.OUT_OF_RANGE : stated;
  }
}
