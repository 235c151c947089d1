// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import java.math.BigDecimal;

/**
 * A reading as the ledger keeps it: the raw number, so that it can be judged again.
 *
 * @param time epoch milliseconds
 * @param value unscaled number
 * @param scale decimal places
 */
public record Sample(long time, long value, int scale) {

  /** True when both state the same number, however it was written. */
  boolean sameNumber(Sample other) {
    if (scale == other.scale) {
      return value == other.value;
    }
    return BigDecimal.valueOf(value, scale).compareTo(BigDecimal.valueOf(other.value, other.scale))
        == 0;
  }
}
