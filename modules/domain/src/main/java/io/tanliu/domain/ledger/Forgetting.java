// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.time.Granularity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Drops readings that have left the horizon, once a day of a point's event time and in one pass
 * over the rows for all points of a frame. Of each point the newest reading before the horizon
 * stays: the neighbour of the first late one.
 */
final class Forgetting {
  private static final long DAY = 86_400_000L;

  private final long horizon;
  private final Map<Integer, Long> cutoffs = new TreeMap<>();

  Forgetting(long horizon) {
    this.horizon = horizon;
  }

  /** A point's newest reading has moved on. */
  void moved(int point, PointTail before, long newest) {
    long cutoff = cutoff(newest);
    if (cutoff != cutoff(before.last().time()) && before.anchor() < cutoff) {
      cutoffs.put(point, cutoff);
    }
  }

  private long cutoff(long newest) {
    return Math.floorDiv(newest - horizon, DAY) * DAY;
  }

  void run(UnitBook book, WorkingRows rows) {
    if (cutoffs.isEmpty()) {
      return;
    }
    long from = Long.MAX_VALUE;
    long to = Long.MIN_VALUE;
    for (Map.Entry<Integer, Long> point : cutoffs.entrySet()) {
      from = Math.min(from, book.tail(point.getKey()).anchor());
      to = Math.max(to, point.getValue());
    }
    for (long bucket : rows.between(Granularity.base(from), to)) {
      cutoffs.forEach((point, cutoff) -> drop(book, rows, bucket, point, cutoff));
    }
  }

  /** Each reading before the cutoff takes the place of the anchor before it. */
  private static void drop(UnitBook book, WorkingRows rows, long bucket, int point, long cutoff) {
    List<Sample> samples = rows.row(bucket).byPoint().get(point);
    if (samples == null) {
      return;
    }
    for (Sample sample : List.copyOf(samples)) {
      PointTail tail = book.tail(point);
      if (sample.time() >= cutoff) {
        return;
      }
      if (sample.time() > tail.anchor()) {
        rows.change(tail.anchor()).remove(point, tail.anchor());
        book.tail(point, new PointTail(tail.last(), sample.time()));
      }
    }
  }
}
