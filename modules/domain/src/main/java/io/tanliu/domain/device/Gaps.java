// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.device;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which of a device's intervals are missing: those between two that came, unless they come by
 * themselves within a patience. Each is told once. Bounded: in gaps, and in how far back one goes.
 *
 * <p>For one thread.
 */
public final class Gaps {
  private static final int MOST = 100;

  private final Duration interval;
  private final Duration patience;
  private final Duration longest;
  private final TreeMap<Instant, Gap> missing = new TreeMap<>();
  private Instant newest;

  private record Gap(Instant end, Instant since) {}

  /**
   * Missing intervals.
   *
   * @param first start of the first one
   * @param last start of the last one
   */
  public record Range(Instant first, Instant last) {}

  /**
   * None is missing yet.
   *
   * @param interval between the starts of two intervals
   * @param patience how long is waited for what is missing
   * @param longest how far back from the newest a gap goes
   */
  public Gaps(Duration interval, Duration patience, Duration longest) {
    this.interval = interval;
    this.patience = patience;
    this.longest = longest;
  }

  /** The interval that starts at {@code start} came at {@code now}. */
  public void seen(Instant start, Instant now) {
    if (newest == null) {
      newest = start;
    } else if (start.isAfter(newest)) {
      Instant from = newest.plus(interval);
      Instant earliest = from;
      if (Duration.between(from, start).compareTo(longest) > 0) {
        earliest = start.minus(interval.multipliedBy(longest.dividedBy(interval)));
      }
      keep(earliest, start, now);
      newest = start;
    } else {
      fill(start);
    }
  }

  /** The gaps that have been there for longer than the patience; they are forgotten then. */
  public List<Range> due(Instant now) {
    List<Range> due = new ArrayList<>();
    missing
        .entrySet()
        .removeIf(
            gap -> {
              boolean over = gap.getValue().since().plus(patience).compareTo(now) <= 0;
              if (over) {
                due.add(new Range(gap.getKey(), last(gap.getKey(), gap.getValue().end())));
              }
              return over;
            });
    return due;
  }

  private Instant last(Instant from, Instant end) {
    long more = (Duration.between(from, end).toMillis() - 1) / interval.toMillis();
    return from.plus(interval.multipliedBy(more));
  }

  private void fill(Instant start) {
    Map.Entry<Instant, Gap> gap = missing.floorEntry(start);
    if (gap != null && start.isBefore(gap.getValue().end())) {
      missing.remove(gap.getKey());
      keep(gap.getKey(), start, gap.getValue().since());
      keep(start.plus(interval), gap.getValue().end(), gap.getValue().since());
    }
  }

  /** Half an interval at least, so that a clock that wavers makes no gap. */
  private void keep(Instant from, Instant end, Instant since) {
    if (Duration.between(from, end).multipliedBy(2).compareTo(interval) >= 0) {
      missing.put(from, new Gap(end, since));
      if (missing.size() > MOST) {
        missing.pollFirstEntry();
      }
    }
  }
}
