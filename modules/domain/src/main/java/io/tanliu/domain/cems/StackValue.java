// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.cems;

import java.math.BigDecimal;

/**
 * One value of a monitor.
 *
 * @param value in the unit that the stack's setup states
 * @param flag what the value says about itself
 */
public record StackValue(BigDecimal value, DataFlag flag) {
  /** A value that was measured. */
  public static StackValue normal(BigDecimal value) {
    return new StackValue(value, DataFlag.NORMAL);
  }
}
