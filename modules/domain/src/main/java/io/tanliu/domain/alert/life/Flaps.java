// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.life;

import io.tanliu.domain.alert.FlapScore;

/**
 * In which of the last 20 hours of log time a level changed: the history of rules that judge no
 * steps. An hour with several changes counts once.
 *
 * @param hour the newest hour that was looked at, in hours since 1970
 * @param changes bit k says whether there was a change k hours before it
 */
public record Flaps(long hour, int changes) {
  static final long HOUR = 3_600_000L;

  /** No change. */
  public static final Flaps NONE = new Flaps(0, 0);

  private static final int MASK = (1 << FlapScore.TRANSITIONS) - 1;

  /** The history as it stands at a log time. */
  Flaps at(long time) {
    long now = Math.floorDiv(time, HOUR);
    if (now <= hour || changes == 0) {
      return this;
    }
    long passed = now - hour;
    int moved = passed >= FlapScore.TRANSITIONS ? 0 : changes << (int) passed & MASK;
    return new Flaps(now, moved);
  }

  /** The history with a change at a log time. */
  Flaps changed(long time) {
    Flaps now = at(time);
    return new Flaps(Math.max(now.hour, Math.floorDiv(time, HOUR)), now.changes | 1);
  }

  /** Thousandths. */
  int score() {
    return FlapScore.of(changes);
  }

  /** When the score is another next time, if nothing changes; never when it is 0. */
  long next() {
    return changes == 0 ? Long.MAX_VALUE : (hour + 1) * HOUR;
  }
}
