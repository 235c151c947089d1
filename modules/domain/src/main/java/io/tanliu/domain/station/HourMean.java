// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.station;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The hour of one gas (小时均值): the plain mean of its valid observations, and what was left out.
 *
 * @param sum of what entered
 * @param deviation sample standard deviation of what entered, 10⁻¹⁵; empty below two
 * @param left number of observations that were kept out, by flag
 * @param needed observations that make the hour valid
 */
public record HourMean(
    MeanSum sum, Optional<BigDecimal> deviation, Map<QcFlag, Integer> left, int needed) {
  private static final MathContext DIGITS = MathContext.DECIMAL64;

  /** Copies what could change. */
  public HourMean {
    left = Map.copyOf(left);
  }

  /**
   * The hour of its observations.
   *
   * @param observations one per time, in any order
   * @param needed valid observations that make it valid, at least 1
   */
  public static HourMean of(Collection<Observation> observations, int needed) {
    MeanSum sum = MeanSum.of(observations);
    Map<QcFlag, Integer> left = new EnumMap<>(QcFlag.class);
    for (Observation observation : observations) {
      if (!observation.enters()) {
        QcFlag flag = observation.flag().enters() ? QcFlag.MISSING : observation.flag();
        left.merge(flag, 1, Integer::sum);
      }
    }
    return new HourMean(sum, deviation(observations, sum), left, needed);
  }

  /** True when the mean stands for the hour. */
  public boolean isValid() {
    return sum.count() >= needed;
  }

  private static Optional<BigDecimal> deviation(Collection<Observation> observations, MeanSum sum) {
    if (sum.count() < 2) {
      return Optional.empty();
    }
    BigDecimal mean = sum.mean().orElseThrow();
    BigDecimal squares = BigDecimal.ZERO;
    for (Observation observation : observations) {
      if (observation.enters()) {
        BigDecimal off = BigDecimal.valueOf(observation.count().orElseThrow()).subtract(mean);
        squares = squares.add(off.multiply(off));
      }
    }
    return Optional.of(squares.divide(BigDecimal.valueOf(sum.count() - 1L), DIGITS).sqrt(DIGITS));
  }
}
