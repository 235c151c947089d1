// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.convert;

import io.tanliu.domain.quantity.EnergyKind;
import java.util.Collection;
import java.util.Optional;

/** Energy kinds and the dated factors that convert them. Every factor is data. */
public interface FactorBook {
  /** All energy kinds. */
  Collection<EnergyKind> energies();

  /** The energy kind with that code. */
  Optional<EnergyKind> energy(String code);

  /** Coal equivalent at calorific value (当量值), gce per base unit. */
  Optional<Factor> coalEquivalent(String energy, int year);

  /** Coal equivalent at equal value (等价值), gce per base unit; differs for electricity. */
  Optional<Factor> coalEquivalentByEqualValue(String energy, int year);

  /**
   * Emission of burning, or of having bought, the energy, gCO2e per base unit. Electricity takes
   * the grid factor of the region's province for the data year.
   */
  Optional<Factor> emission(String energy, String region, int year);
}
