// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the data say about an alert's condition. Times are event time, epoch milliseconds.
 *
 * @param level how bad it is, hysteresis included
 * @param noData true when nothing can be said; the level is then the last known one
 * @param since from when the level has been at least {@code level}, or NONE
 * @param activeSince from when it has been at least WARNING; empty when it is NONE
 * @param lastTrue when it was at least WARNING last; empty when never, or when nobody knows
 * @param at up to when the data reached
 * @param restated true when a change of past data made this finding
 * @param closed true when it will not be judged again
 * @param reason code that says why
 * @param flapScore thousandths; empty when the rule judges no steps
 */
public record Condition(
    Level level,
    boolean noData,
    long since,
    OptionalLong activeSince,
    OptionalLong lastTrue,
    long at,
    boolean restated,
    boolean closed,
    String reason,
    OptionalInt flapScore) {

  /**
   * What a rule's judgement says.
   *
   * @param restated true when a change of past data made it
   * @param closed true when it will not be judged again
   * @param reason code that says why
   */
  public static Condition of(Judgement judged, boolean restated, boolean closed, String reason) {
    return new Condition(
        judged.level(),
        judged.noData(),
        judged.since(),
        judged.activeSince(),
        judged.lastTrue(),
        judged.at(),
        restated,
        closed,
        reason,
        OptionalInt.of(judged.flapScore()));
  }

  /**
   * That of a finding which nobody makes any more: its target was withdrawn or changed.
   *
   * @param at up to when the data reached when it was made last, epoch milliseconds
   */
  public static Condition withdrawn(long at) {
    return new Condition(
        Level.NONE,
        false,
        at,
        OptionalLong.empty(),
        OptionalLong.empty(),
        at,
        false,
        true,
        "target-changed",
        OptionalInt.empty());
  }

  /** The same, never to be judged again. */
  public Condition over(String why) {
    return new Condition(
        level, noData, since, activeSince, lastTrue, at, restated, true, why, flapScore);
  }

  /** From when the condition has held; {@code since} when it does not. */
  public long active() {
    return activeSince.orElse(since);
  }
}
