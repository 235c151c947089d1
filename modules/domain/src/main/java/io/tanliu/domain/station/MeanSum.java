// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.station;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Optional;

/**
 * Exact sums of valid observations; adding them in any order gives the same.
 *
 * @param sum of the mole fractions, 10⁻¹⁵
 * @param count number of valid observations
 * @param least smallest, 10⁻¹⁵; meaningless without observations
 * @param most largest, 10⁻¹⁵; meaningless without observations
 */
public record MeanSum(long sum, int count, long least, long most) {
  /** Nothing yet. */
  public static final MeanSum NONE = new MeanSum(0, 0, Long.MAX_VALUE, Long.MIN_VALUE);

  /** The sum of what may enter; everything else is left out. */
  public static MeanSum of(Collection<Observation> observations) {
    MeanSum sum = NONE;
    for (Observation observation : observations) {
      if (observation.enters()) {
        sum = sum.plus(observation.count().orElseThrow());
      }
    }
    return sum;
  }

  private MeanSum plus(long value) {
    return new MeanSum(
        Math.addExact(sum, value), count + 1, Math.min(least, value), Math.max(most, value));
  }

  /** Both together. */
  public MeanSum plus(MeanSum other) {
    return new MeanSum(
        Math.addExact(sum, other.sum),
        count + other.count,
        Math.min(least, other.least),
        Math.max(most, other.most));
  }

  /** Mean of 10⁻¹⁵ mol/mol to 34 digits, half even; empty without observations. */
  public Optional<BigDecimal> mean() {
    return count == 0
        ? Optional.empty()
        : Optional.of(
            BigDecimal.valueOf(sum).divide(BigDecimal.valueOf(count), MathContext.DECIMAL128));
  }

  /** The mean as a whole count of 10⁻¹⁵ mol/mol, half even. */
  public Optional<Long> rounded() {
    return mean().map(m -> m.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
  }
}
