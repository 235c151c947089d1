// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.convert;

import io.tanliu.domain.quantity.EnergyKind;
import java.util.Collection;
import java.util.Locale;
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
   * Emission of burning, or of having bought, the energy, of the process's activity or of the gas,
   * gCO2e per base unit. Electricity takes the grid factor of the region's province for the data
   * year; a fuel that of the industry's guideline, where the set of the longest prefix of the code
   * has one, else the general one.
   *
   * @param industry GB/T 4754 code; empty for none
   */
  Optional<Factor> emission(String energy, String region, String industry, int year);

  /** The same for an industry that has no guideline of its own. */
  default Optional<Factor> emission(String energy, String region, int year) {
    return emission(energy, region, "", year);
  }

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

  /**
   * Name of what converts, to stand beside the figures: the edition of the tables and eight
   * hexadecimal digits of the fingerprint.
   */
  default String version() {
    return digits(fingerprint());
  }

  /** The eight digits by which a fingerprint is recognised. */
  static String digits(long fingerprint) {
    return String.format(Locale.ROOT, "%016x", fingerprint).substring(0, 8);
  }
}
