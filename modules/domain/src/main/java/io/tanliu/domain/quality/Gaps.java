// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.quality;

import io.tanliu.domain.unit.Estimation;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.time.Duration;
import java.util.List;

/** What is missing of a day: intervals without a reading, or readings too far apart. */
final class Gaps {
  private static final long DAY = 86_400_000L;

  /** Longest gap that a straight line or last week may fill. */
  private static final long LONGEST_ESTIMATED = 7 * DAY;

  /** A register that was silent for longer starts anew. */
  private static final long LONGEST_SPREAD = 400 * DAY;

  private static final long MOST_SLOTS = 10_080;

  private final Point point;
  private final long from;
  private final long to;
  private final long until;
  private final long allowed;
  private final Total missing = new Total();
  private final Total estimated = new Total();
  private boolean any;
  private long reached;

  private static final class Total {
    private long count;
    private long first;
    private long length;

    private void add(long start, long end) {
      if (count++ == 0) {
        first = start;
      }
      length += end - start;
    }
  }

  Gaps(Point point, long from, long to, long until) {
    this.point = point;
    this.from = from;
    this.to = to;
    this.until = until;
    this.allowed = point.measure() == Measure.INTERVAL ? 0 : point.maxGap().toMillis();
    this.reached = from;
  }

  /** Takes the next reading and the end of what it states. */
  void take(long time, long end) {
    long gap = time - reached;
    if (gap > allowed && time > from && reached < to) {
      long start = Math.max(reached, from);
      long stop = Math.min(time, to);
      missing.add(start, stop);
      if (any && estimable(gap)) {
        estimated.add(start, stop);
      }
    }
    reached = any ? Math.max(reached, end) : end;
    any = true;
  }

  private boolean estimable(long gap) {
    if (point.estimation() == Estimation.NONE) {
      return false;
    }
    if (point.measure() == Measure.REGISTER) {
      return gap <= LONGEST_SPREAD;
    }
    return gap <= LONGEST_ESTIMATED
        && (point.estimation() != Estimation.LAST_WEEK
            || gap <= MOST_SLOTS * point.interval().toMillis());
  }

  /** A silence that goes on counts once it is longer than readings may be apart. */
  void close() {
    long gap = until - reached;
    if (gap > Math.max(allowed, point.maxGap().toMillis()) || (until == to && gap > allowed)) {
      missing.add(Math.max(reached, from), until);
    }
  }

  void findings(List<Finding> findings) {
    if (missing.count > 0) {
      findings.add(finding(QualityCode.GAP, missing, "without readings"));
    }
    if (estimated.count > 0) {
      findings.add(finding(QualityCode.ESTIMATED, estimated, "estimated"));
    }
  }

  private Finding finding(QualityCode code, Total total, String what) {
    return new Finding(
        point.id(),
        code,
        total.first,
        total.count,
        Duration.ofMillis(total.length) + " " + what,
        point.measure() == Measure.INTERVAL
            ? "a reading every " + point.interval()
            : "readings at most " + point.maxGap() + " apart");
  }
}
