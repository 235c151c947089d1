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

  /**
   * This book with other factors in place of its own, or beside them. One that means nothing to the
   * book (an unknown energy or region) is left out; of two for the same year the one that begins
   * later holds.
   */
  FactorBook with(Collection<DatedFactor> others);

  /**
   * A number that differs when any conversion may differ: what was converted by a book of the same
   * fingerprint need not be converted again.
   */
  long fingerprint();
}
