// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.notice;

/**
 * What is remembered of a group beside its alerts; all times epoch milliseconds in the log's time.
 *
 * @param clock latest time that the group has seen
 * @param told moment of its last notice, {@link #LONG_AGO} when there was none
 * @param due when it next has something to tell, {@link #NEVER} when it has nothing
 * @param repeat when it says again what is still open, {@link #NEVER} when nothing is
 */
public record GroupState(long clock, long told, long due, long repeat) {
  /** No such moment is ahead. */
  public static final long NEVER = Long.MAX_VALUE;

  /** No such moment was. */
  public static final long LONG_AGO = Long.MIN_VALUE;

  /** A group that nothing has been heard of. */
  public static final GroupState NEW = new GroupState(LONG_AGO, LONG_AGO, NEVER, NEVER);

  /** When it must be looked at next. */
  public long next() {
    return Math.min(due, repeat);
  }
}
