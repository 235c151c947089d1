// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import java.math.BigInteger;

/**
 * What a drop of a counter means: a rollover when the amount that it stands for is plausible, else
 * a reset or another counter.
 *
 * @param modulus value at which the counter wraps to 0, base units; 0 when it never does
 * @param ratedPerHour largest plausible amount per hour, base units; 0 when not known
 */
record Rollover(long modulus, long ratedPerHour) {
  private static final long HOUR = 3_600_000L;

  /**
   * True when a counter wrapped.
   *
   * @param before what it showed before the drop
   * @param amount what was used if it wrapped
   * @param gap milliseconds over which it dropped
   */
  boolean plausible(long before, long amount, long gap) {
    if (modulus == 0 || amount < 0) {
      return false;
    }
    if (ratedPerHour > 0) {
      BigInteger largest = BigInteger.valueOf(ratedPerHour).multiply(BigInteger.valueOf(gap));
      return BigInteger.valueOf(amount).multiply(BigInteger.valueOf(HOUR)).compareTo(largest) <= 0;
    }
    // Without a rated maximum: from the last tenth of the counter into its first.
    long tenth = modulus / 10;
    return before >= modulus - tenth && amount - (modulus - before) <= tenth;
  }
}
