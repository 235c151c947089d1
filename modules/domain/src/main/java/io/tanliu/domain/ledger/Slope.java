// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.time.Granularity;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * The straight line between two rates.
 *
 * @param from time of the first, epoch milliseconds
 * @param to time of the second, later
 * @param first base units per hour at {@code from}
 * @param second base units per hour at {@code to}
 */
record Slope(long from, long to, long first, long second) {
  private static final long HOUR = 3_600_000L;

  /**
   * Adds or retracts the area under a part of the line, each bucket's rounded half even, the last
   * takes the rounding rest of the whole.
   *
   * @param start of the part, not before {@code from}
   * @param end of the part, not after {@code to}
   * @param later by how many milliseconds the area is moved
   */
  void add(
      String flow,
      long start,
      long end,
      long later,
      int sign,
      boolean measured,
      BucketChanges changes) {
    long left = area(start, end);
    for (long at = start; at < end; ) {
      long bucket = Granularity.base(at + later);
      long next = Math.min(bucket + Granularity.BASE - later, end);
      long part = next == end ? left : area(at, next);
      changes.addPart(flow, bucket, part, next - at, sign, measured);
      left -= part;
      at = next;
    }
  }

  /** Integral over [start, end), rounded half even. */
  private long area(long start, long end) {
    long length = to - from;
    if (start == from && end == to) {
      return Quantities.portion(Math.addExact(first, second), length, 2 * HOUR);
    }
    BigInteger twiceMean =
        BigInteger.valueOf(first)
            .multiply(BigInteger.valueOf(2 * length))
            .add(
                BigInteger.valueOf(second - first)
                    .multiply(BigInteger.valueOf(start - from + end - from)));
    return new BigDecimal(twiceMean.multiply(BigInteger.valueOf(end - start)))
        .divide(BigDecimal.valueOf(2 * HOUR * length), 0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }
}
