// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.quality;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Values far above the rest of the day: larger than a multiple of the third largest. Two wild
 * values cannot hide behind each other, and a machine that runs for some hours has more than two.
 */
final class Spikes {
  private static final int KEPT = 3;

  private final BigDecimal factor;
  private final int least;
  private final long[] largest = new long[KEPT];
  private final long[] times = new long[KEPT];
  private long readings;

  Spikes(BigDecimal factor, int least) {
    this.factor = factor;
    this.least = least;
    Arrays.fill(largest, -1);
  }

  void take(long time, long amount) {
    readings++;
    long size = Math.abs(amount);
    int at = KEPT;
    while (at > 0 && size > largest[at - 1]) {
      at--;
    }
    if (at == KEPT) {
      return;
    }
    System.arraycopy(largest, at, largest, at + 1, KEPT - 1 - at);
    System.arraycopy(times, at, times, at + 1, KEPT - 1 - at);
    largest[at] = size;
    times[at] = time;
  }

  Optional<Finding> finding(String point, LongFunction<String> shown) {
    long third = largest[KEPT - 1];
    if (readings < least || third <= 0) {
      return Optional.empty();
    }
    long limit = BigDecimal.valueOf(third).multiply(factor).longValue();
    if (largest[0] <= limit) {
      return Optional.empty();
    }
    boolean both = largest[1] > limit;
    return Optional.of(
        new Finding(
            point,
            QualityCode.SPIKE,
            both ? Math.min(times[0], times[1]) : times[0],
            both ? 2 : 1,
            shown.apply(largest[0]),
            "<= "
                + shown.apply(limit)
                + ", "
                + factor.stripTrailingZeros().toPlainString()
                + " times the day's third largest"));
  }
}
