// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.cems;

import io.tanliu.domain.quantity.Quantities;
import java.util.Collection;
import java.util.OptionalLong;

/**
 * Mass of one gas in one hour. A valid hour stands for its 60 minutes: the mean of its valid
 * records, times their number in a full hour (HJ 76-2017, annex B: at least 45 valid minutes).
 *
 * @param sum exact sum of the valid records, mg
 * @param valid valid records
 * @param parts records in a full hour
 * @param needed valid records that make the hour valid
 */
public record HourMass(long sum, int valid, int parts, int needed) {

  /** The hour of the records that are at hand; those without a mass are empty. */
  public static HourMass of(Collection<OptionalLong> records, int parts, CemsRules rules) {
    long sum = 0;
    int valid = 0;
    for (OptionalLong mass : records) {
      if (mass.isPresent()) {
        sum = Math.addExact(sum, mass.getAsLong());
        valid++;
      }
    }
    return new HourMass(sum, valid, parts, rules.needed(parts));
  }

  /** True when enough of the hour was measured. */
  public boolean isValid() {
    return valid >= needed;
  }

  /** Mass of the whole hour, mg, rounded half even; empty when the hour is not valid. */
  public OptionalLong mass() {
    return isValid()
        ? OptionalLong.of(Quantities.portion(sum, parts, valid))
        : OptionalLong.empty();
  }

  /** Share of the hour that was measured, 0 to 1. */
  public double coverage() {
    return (double) valid / parts;
  }
}
