// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.life;

import io.tanliu.domain.alert.Signal;
import io.tanliu.domain.control.Period;
import java.time.ZoneId;
import java.util.Optional;

/**
 * All that is left of an alert whose period is long over, so that a late correction that begins it
 * again goes on with its numbers.
 *
 * @param sequence changes told so far
 * @param episode number of its last episode
 * @param at log time at which it was reduced to this, epoch milliseconds
 */
public record Ended(int sequence, int episode, long at) {
  private static final long DAY = 86_400_000L;

  /**
   * How long everything about an alert is kept after its period, milliseconds of its entity's event
   * time: 400 days, as long as the ledger keeps the quarter hours with which it could be corrected.
   */
  public static final long KEPT = 400 * DAY;

  /**
   * How long its numbers are kept from then on, milliseconds of log time: 400 days, as long as its
   * changes stand in their topic.
   */
  public static final long NUMBERS_KEPT = 400 * DAY;

  /** Reason of the end of an episode that still ran when its period had long been over. */
  public static final String CLOSED = "period-closed";

  /** Of an alert. */
  public static Ended of(AlertLife life, long at) {
    return new Ended(life.sequence(), life.phase().episode(), at);
  }

  /**
   * True when what is remembered of an alert can be reduced: its period, and what was found last,
   * lie 400 days back. What has no period is kept as long as it is open.
   *
   * @param now event time of its entity
   */
  public static boolean over(AlertLife life, long now) {
    Optional<Long> end = end(life.signal());
    boolean settled = life.phase().state() == AlertState.RESOLVED;
    long last = Math.max(life.signal().condition().at(), end.orElse(Long.MIN_VALUE));
    return (settled || end.isPresent()) && now - last >= KEPT;
  }

  private static Optional<Long> end(Signal signal) {
    return Period.parse(signal.grounds().period())
        .map(period -> period.end(ZoneId.of(signal.grounds().zone())));
  }

  /** True when even its numbers can be forgotten. */
  public boolean forgotten(long now) {
    return now - at >= NUMBERS_KEPT;
  }

  /** The alert as it begins again. */
  public AlertLife again(Signal signal) {
    return AlertLife.of(signal).numbered(sequence, episode);
  }
}
