// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.quality;

/**
 * Whether a log is known to have been read to its end, from what comes out of it. While a backlog
 * is drained, frames that wait in it look like silence: nobody may be called silent then.
 *
 * <p>A frame that was received just now proves it: a log has an order, so everything before it has
 * been read. An old frame proves the opposite. Without any frame nothing is proved, and only a
 * silence counts that was watched from its beginning.
 */
public final class LogHead {
  /** A frame that took longer from its receipt to here came out of a backlog, milliseconds. */
  public static final long FRESH = 60_000;

  private long watchedSince;
  private boolean current;

  /**
   * @param now wall clock at which the reading of the log began, or began again
   */
  public LogHead(long now) {
    watchedSince = now;
  }

  /** A frame has been read. */
  public void read(long receivedAt, long now) {
    current = now - receivedAt <= FRESH;
    if (!current) {
      watchedSince = now;
    }
  }

  /** True when a silence of that length, in milliseconds, can be told from a backlog. */
  public boolean knows(long silence, long now) {
    return current || now - watchedSince > silence;
  }
}
