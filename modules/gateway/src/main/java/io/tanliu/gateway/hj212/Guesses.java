// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.hj212;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Holds up those who guess passwords: after some wrong ones in a row, none is looked at for a time
 * that doubles with each further wrong one. A right one, or the longest pause without any, makes
 * all forgotten. Passwords that were proved before need not ask here, so a guesser cannot lock a
 * device out that is known.
 */
public final class Guesses {
  private static final int MOST_KEYS = 100_000;

  private final int free;
  private final long firstNanos;
  private final long longestNanos;
  private final Map<String, Wrong> wrong =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Wrong> eldest) {
          return size() > MOST_KEYS;
        }
      };

  private record Wrong(int count, long until) {}

  /**
   * Limits.
   *
   * @param free wrong ones in a row that cost nothing
   * @param first pause after one more
   * @param longest pause, at which doubling ends
   */
  public Guesses(int free, Duration first, Duration longest) {
    this.free = free;
    this.firstNanos = first.toNanos();
    this.longestNanos = longest.toNanos();
  }

  /** Whether a password of this key may be looked at now. */
  public synchronized boolean allowed(String key, long nanos) {
    Wrong before = wrong.get(key);
    return before == null || before.count() <= free || nanos - before.until() >= 0;
  }

  /** A wrong one. */
  public synchronized void wrong(String key, long nanos) {
    Wrong before = wrong.get(key);
    boolean first = before == null || nanos - before.until() > longestNanos;
    int count = first ? 1 : before.count() + 1;
    wrong.put(key, new Wrong(count, nanos + pause(count)));
  }

  /** A right one. */
  public synchronized void right(String key) {
    wrong.remove(key);
  }

  private long pause(int count) {
    if (count <= free) {
      return 0;
    }
    int doubled = Math.min(count - free - 1, 40);
    return firstNanos >= longestNanos >> doubled ? longestNanos : firstNanos << doubled;
  }
}
