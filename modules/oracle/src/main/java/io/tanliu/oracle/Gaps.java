// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.oracle;

import io.tanliu.domain.unit.Estimation;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.time.Duration;
import java.time.ZoneId;

/**
 * What lies between two neighbours of an interval or rate point.
 *
 * <p>A gap is estimated when both its ends are measured (not backfilled), it is no longer than a
 * week, and, for an estimate from last week, no longer than 10 080 intervals.
 */
final class Gaps {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final long MOST_INTERVALS = 10_080;

  /** Rates further apart than this could not be found again a week later: not estimated. */
  private static final Duration WIDEST_SOURCE = Duration.ofHours(12);

  private final ZoneId zone;

  Gaps(ZoneId zone) {
    this.zone = zone;
  }

  /** Where a gap behind a reading would begin. */
  long begin(Point point, Kept before) {
    return point.measure() == Measure.INTERVAL
        ? Versions.intervalEnd(point, before.time(), zone)
        : before.time();
  }

  /**
   * True when the time between two neighbours is estimated.
   *
   * @param point the definition at the time of the first
   */
  boolean estimated(Point point, Kept before, Kept after) {
    long length = after.time() - begin(point, before);
    long shortest = point.measure() == Measure.INTERVAL ? 0 : point.maxGap().toMillis();
    return method(point) != Estimation.NONE
        && !before.backfilled()
        && !after.backfilled()
        && length > shortest
        && length <= WEEK.toMillis()
        && (method(point) != Estimation.LAST_WEEK
            || length <= MOST_INTERVALS * point.interval().toMillis());
  }

  /** How gaps are estimated; a register needs none of this, its difference is known. */
  Estimation method(Point point) {
    boolean sourceless =
        point.measure() == Measure.RATE
            && point.estimation() == Estimation.LAST_WEEK
            && point.maxGap().compareTo(WIDEST_SOURCE) > 0;
    return point.measure() == Measure.REGISTER || sourceless ? Estimation.NONE : point.estimation();
  }

  /** True when nothing is missing between two neighbours, or only what is estimated. */
  boolean joined(Point point, Kept before, Kept after) {
    boolean adjacent =
        point.measure() == Measure.INTERVAL
            ? after.time() == begin(point, before)
            : after.time() - before.time() <= point.maxGap().toMillis();
    return adjacent || estimated(point, before, after);
  }
}
