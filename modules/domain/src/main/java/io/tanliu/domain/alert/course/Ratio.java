// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.course;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/** A value over its limit, so that more than 1 is always too much. */
final class Ratio {
  private Ratio() {}

  /** Part of a whole; empty when the whole is not above 0. */
  static Optional<BigDecimal> of(long value, long limit) {
    return of(BigDecimal.valueOf(value), BigDecimal.valueOf(limit));
  }

  /** Part of a whole; empty when the whole is not above 0. */
  static Optional<BigDecimal> of(BigDecimal value, BigDecimal limit) {
    return limit.signum() <= 0
        ? Optional.empty()
        : Optional.of(value.divide(limit, MathContext.DECIMAL128));
  }

  /**
   * A value against a limit of any sign: 1 at the limit, more above it. A converter that recovers
   * 10 where 12 are demanded, -10 against -12, stands at 1 + 2/12.
   */
  static BigDecimal signed(BigDecimal value, BigDecimal limit) {
    BigDecimal over = value.subtract(limit);
    return BigDecimal.ONE.add(
        limit.signum() == 0 ? over : over.divide(limit.abs(), MathContext.DECIMAL128));
  }
}
