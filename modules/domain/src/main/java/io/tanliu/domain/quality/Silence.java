// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.quality;

/**
 * Whether a unit is heard of, by the wall clock.
 *
 * @param online true while it sends
 * @param since receipt of the first frame after a silence, or the moment at which the silence
 *     became too long, epoch milliseconds
 * @param heard when the newest frame was received that was known at the decision
 * @param sequence changes told so far
 */
public record Silence(boolean online, long since, long heard, int sequence) {
  /**
   * The state after a look at the clock: offline when nothing was received for longer than the
   * limit, online as soon as something was received after that.
   *
   * @param newest when the newest frame was received, epoch milliseconds
   * @param limit longest accepted silence, milliseconds
   * @param now wall clock
   * @param current true when the log is known to have been read to its end
   */
  public Silence at(long newest, long limit, long now, boolean current) {
    if (!online) {
      return newest > heard ? new Silence(true, newest, newest, sequence + 1) : this;
    }
    return current && now - newest > limit
        ? new Silence(false, newest + limit, newest, sequence + 1)
        : this;
  }

  /** A unit that was heard of for the first time. */
  public static Silence first(long received) {
    return new Silence(true, received, received, 0);
  }
}
