// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.oracle;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Spreads an amount over quarter hours, each part rounded half even; the last takes the rest, so
 * that the parts are exactly the whole.
 */
final class Spread {
  static final long QUARTER = 15 * 60_000L;
  static final BigInteger HOUR = BigInteger.valueOf(3_600_000L);

  private Spread() {}

  /** Takes one part. */
  interface Parts {
    /**
     * @param bucket start of the quarter hour
     * @param millis time of it that the part covers
     */
    void add(long bucket, BigInteger amount, long millis);
  }

  /** An amount in proportion to time. */
  static void evenly(long from, long to, BigInteger amount, Parts parts) {
    BigInteger given = BigInteger.ZERO;
    for (long a = from; a < to; a = bucketOf(a) + QUARTER) {
      long b = Math.min(bucketOf(a) + QUARTER, to);
      BigInteger share =
          b == to ? amount.subtract(given) : halfEven(amount.multiply(big(b - a)), big(to - from));
      given = given.add(share);
      parts.add(bucketOf(a), share, b - a);
    }
  }

  /**
   * A straight line between two amounts per hour.
   *
   * @param from time of the first amount per hour
   * @param to time of the second
   */
  record Slope(long from, long to, BigInteger first, BigInteger second) {

    /** The area under the line from a to b. */
    BigInteger area(long a, long b) {
      BigInteger gap = big(to - from);
      // Twice the mean of the line over [a, b], times the gap.
      BigInteger rise = second.subtract(first).multiply(big(a - from + b - from));
      BigInteger mean = first.multiply(gap).multiply(BigInteger.TWO).add(rise);
      return halfEven(mean.multiply(big(b - a)), gap.multiply(BigInteger.TWO).multiply(HOUR));
    }

    /** The area from a to b, spread over the quarter hours that begin {@code shift} later. */
    void spread(long a, long b, long shift, Parts parts) {
      BigInteger whole = area(a, b);
      BigInteger given = BigInteger.ZERO;
      for (long x = a; x < b; ) {
        long y = Math.min(bucketOf(x + shift) + QUARTER - shift, b);
        BigInteger share = y == b ? whole.subtract(given) : area(x, y);
        given = given.add(share);
        parts.add(bucketOf(x + shift), share, y - x);
        x = y;
      }
    }
  }

  static BigInteger halfEven(BigInteger dividend, BigInteger divisor) {
    return new BigDecimal(dividend)
        .divide(new BigDecimal(divisor), 0, RoundingMode.HALF_EVEN)
        .toBigIntegerExact();
  }

  static long bucketOf(long time) {
    return time - Math.floorMod(time, QUARTER);
  }

  private static BigInteger big(long number) {
    return BigInteger.valueOf(number);
  }
}
