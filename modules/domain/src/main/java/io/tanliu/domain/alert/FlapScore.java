// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert;

/**
 * How much something goes to and fro: the weighted share of changes among the last 20 transitions
 * of 21 states, the newest counting half as much again as the oldest (0.8 to 1.2). After Nagios
 * Core, "Detection and Handling of State Flapping"; Kapacitor's {@code flapping} is the same.
 *
 * <p>Weights are kept in 190ths so that the score is exact: {@code 0.8 + 0.4·k/19 = (152 + 4k)/190}
 * for the k-th transition, 0 the oldest. They add up to 20, so 1000 means a change at every step.
 */
public final class FlapScore {
  /** Transitions that are looked at. */
  public static final int TRANSITIONS = 20;

  private static final int OLDEST = 152;
  private static final int STEP = 4;
  private static final int WHOLE = 190 * TRANSITIONS;

  private FlapScore() {}

  /**
   * Score of a history.
   *
   * @param changes bit 0 says whether the newest transition was a change, bit 19 the oldest
   * @return thousandths, 0 to 1000, rounded half up
   */
  public static int of(int changes) {
    int sum = 0;
    for (int age = 0; age < TRANSITIONS; age++) {
      if ((changes >> age & 1) == 1) {
        sum += OLDEST + STEP * (TRANSITIONS - 1 - age);
      }
    }
    return (sum * 1000 + WHOLE / 2) / WHOLE;
  }
}
