// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** A running sum over days. */
final class DaySum {
  private static final int SCALE = 6;

  private long amount;
  private long time;
  private BigInteger covered = BigInteger.ZERO;
  private BigInteger guessed = BigInteger.ZERO;
  private boolean provisional;
  private boolean known;

  /** A stretch that is known as a whole. */
  void add(DayAmount day, long elapsed) {
    add(
        day.amount(),
        elapsed,
        day.coverage() * elapsed,
        day.estimated() * elapsed,
        day.provisional(),
        true);
  }

  /**
   * A stretch.
   *
   * @param cover coverage times elapsed time, parts per million times milliseconds
   * @param guess estimated share times elapsed time, likewise
   */
  void add(long more, long elapsed, long cover, long guess, boolean standIn, boolean any) {
    amount = Math.addExact(amount, more);
    time += elapsed;
    // A plan of years may not fit a long.
    covered = covered.add(BigInteger.valueOf(cover));
    guessed = guessed.add(BigInteger.valueOf(guess));
    provisional |= standIn;
    known |= any;
  }

  /** A stretch of which nothing is known. */
  void elapsed(long more) {
    time += more;
  }

  Measured measured() {
    return new Measured(amount, share(covered), share(guessed), provisional, known);
  }

  private BigDecimal share(BigInteger part) {
    return time == 0
        ? BigDecimal.ZERO
        : new BigDecimal(part)
            .divide(
                BigDecimal.valueOf(time).multiply(BigDecimal.valueOf(DayAmount.WHOLE)),
                SCALE,
                RoundingMode.HALF_EVEN);
  }
}
