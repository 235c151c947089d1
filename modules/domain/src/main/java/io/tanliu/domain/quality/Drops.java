// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.quality;

import io.tanliu.domain.reading.AmountScale;
import io.tanliu.domain.unit.Point;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/**
 * Counters that drop: a rollover when the amount it stands for is plausible, else a reset or a
 * replacement. The same decision as the ledger's.
 */
final class Drops {
  /** No amount: the counter started anew. */
  static final long NONE = Long.MIN_VALUE;

  private static final long HOUR = 3_600_000L;

  private final Point point;
  private final long modulus;
  private final long ratedPerHour;
  private final Found rollovers = new Found();
  private final Found resets = new Found();

  private static final class Found {
    private long count;
    private long first;
    private long before;
    private long after;

    private void add(long time, long from, long to) {
      if (count++ == 0) {
        first = time;
        before = from;
        after = to;
      }
    }
  }

  Drops(Point point) {
    this.point = point;
    AmountScale scale = AmountScale.of(point);
    this.modulus =
        point
            .modulus()
            .map(m -> m.scale() < 0 ? m.setScale(0) : m)
            .map(m -> scale.amount(m.unscaledValue().longValueExact(), m.scale()))
            .orElse(0L);
    this.ratedPerHour =
        point
            .ratedMaximum()
            .map(r -> r.multiply(BigDecimal.valueOf(point.unit().toBase())))
            .map(r -> r.setScale(0, RoundingMode.CEILING).longValueExact())
            .orElse(0L);
  }

  /**
   * What the counter has counted between two readings, or {@link #NONE}.
   *
   * @param inside true when the later one belongs to the day
   */
  long delta(long fromTime, long from, long toTime, long to, boolean inside) {
    long delta = to - from;
    if (delta >= 0 || point.signed()) {
      return delta;
    }
    long wrapped = delta + modulus;
    if (rolledOver(from, wrapped, toTime - fromTime)) {
      if (inside) {
        rollovers.add(toTime, from, to);
      }
      return wrapped;
    }
    if (inside) {
      resets.add(toTime, from, to);
    }
    return NONE;
  }

  private boolean rolledOver(long before, long delta, long gap) {
    if (modulus == 0 || delta < 0) {
      return false;
    }
    if (ratedPerHour > 0) {
      BigInteger largest = BigInteger.valueOf(ratedPerHour).multiply(BigInteger.valueOf(gap));
      return BigInteger.valueOf(delta).multiply(BigInteger.valueOf(HOUR)).compareTo(largest) <= 0;
    }
    // Without a rated maximum: from the last tenth of the counter into its first.
    long tenth = modulus / 10;
    return before >= modulus - tenth && delta - (modulus - before) <= tenth;
  }

  void findings(List<Finding> findings) {
    add(QualityCode.ROLLOVER, rollovers, findings);
    add(QualityCode.RESET, resets, findings);
  }

  private void add(QualityCode code, Found found, List<Finding> findings) {
    if (found.count > 0) {
      String wrap = modulus == 0 ? "" : ", or a wrap at " + modulus + " " + unit();
      findings.add(
          new Finding(
              point.id(),
              code,
              found.first,
              found.count,
              found.before + " to " + found.after + " " + unit(),
              ">= " + found.before + " " + unit() + wrap));
    }
  }

  private String unit() {
    return point.unit().dimension().baseUnit();
  }
}
