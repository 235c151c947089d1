// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.oracle;

import io.tanliu.domain.unit.Point;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/** What a cumulative counter says of the time between two of its readings. */
final class Registers {
  private static final Duration LONGEST_SPREAD = Duration.ofDays(400);

  private Registers() {}

  /**
   * The amount used in between; nothing when the counter was reset, replaced or silent for long.
   */
  static Optional<BigInteger> used(Point point, long millis, BigInteger before, BigInteger after) {
    BigInteger difference = after.subtract(before);
    if (millis > LONGEST_SPREAD.toMillis()) {
      return Optional.empty();
    }
    if (difference.signum() >= 0 || point.signed()) {
      return Optional.of(difference);
    }
    Optional<BigInteger> modulus = point.modulus().map(m -> Amounts.of(point, m));
    return modulus
        .map(difference::add)
        .filter(wrapped -> wrapped.signum() >= 0)
        .filter(wrapped -> plausible(point, wrapped, modulus.get(), before, after, millis));
  }

  /** A drop is a rollover when it is possible at the rated maximum; else a replaced counter. */
  private static boolean plausible(
      Point point,
      BigInteger used,
      BigInteger modulus,
      BigInteger before,
      BigInteger after,
      long millis) {
    if (point.ratedMaximum().isPresent()) {
      BigDecimal perHour =
          point.ratedMaximum().get().multiply(BigDecimal.valueOf(point.unit().toBase()));
      BigInteger most = perHour.setScale(0, RoundingMode.CEILING).toBigIntegerExact();
      return used.multiply(Spread.HOUR).compareTo(most.multiply(BigInteger.valueOf(millis))) <= 0;
    }
    BigInteger tenth = modulus.divide(BigInteger.TEN);
    return before.compareTo(modulus.subtract(tenth)) >= 0 && after.compareTo(tenth) <= 0;
  }
}
