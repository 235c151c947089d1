// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert;

import java.util.OptionalLong;

/**
 * What is remembered of one rule on one target.
 *
 * @param rule which rule
 * @param firing true while the condition holds
 * @param sequence changes so far
 * @param crossedAt start of the quarter hour in which the limit was passed, last reported
 */
public record BudgetState(AlertRule rule, boolean firing, int sequence, OptionalLong crossedAt) {

  /** Nothing has happened yet. */
  public static BudgetState idle(AlertRule rule) {
    return new BudgetState(rule, false, 0, OptionalLong.empty());
  }
}
