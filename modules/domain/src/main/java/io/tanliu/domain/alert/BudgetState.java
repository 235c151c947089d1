// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert;

import java.util.OptionalLong;

/**
 * What is remembered of one rule on one target. Times are event time, epoch milliseconds.
 *
 * @param rule which rule
 * @param firing true while the condition holds
 * @param sequence changes so far
 * @param crossedAt start of the quarter hour in which the limit was passed, last reported
 * @param changedAt up to when the data reached at the last change
 * @param toldAt up to when they reached when it was told last; empty when nothing is to be repeated
 */
public record BudgetState(
    AlertRule rule,
    boolean firing,
    int sequence,
    OptionalLong crossedAt,
    long changedAt,
    OptionalLong toldAt) {
  private static final long HOUR = 3_600_000L;
  private static final long DAY = 24 * HOUR;
  private static final long HOURLY = 7 * DAY;

  /**
   * How long a finding is repeated after it changed, milliseconds of event time: 35 days. A
   * for-duration or a keep-firing time of a budget that is longer would not be over by a repeat.
   */
  public static final long REPEATED = 35 * DAY;

  /** Nothing has happened yet. */
  public static BudgetState idle(AlertRule rule) {
    return new BudgetState(rule, false, 0, OptionalLong.empty(), 0, OptionalLong.empty());
  }

  /**
   * True when the finding is to be told again, though it has not changed, so that what waits for
   * event time to pass hears of it: each hour in the week after a change, then each day.
   *
   * @param at up to when the data reach
   */
  public boolean due(long at) {
    if (toldAt.isEmpty() || toldAt.getAsLong() - changedAt >= REPEATED) {
      return false;
    }
    long told = toldAt.getAsLong();
    return at - told >= (told - changedAt < HOURLY ? HOUR : DAY);
  }

  /** The same, told again. */
  BudgetState repeated(long at) {
    return new BudgetState(rule, firing, sequence, crossedAt, changedAt, OptionalLong.of(at));
  }
}
