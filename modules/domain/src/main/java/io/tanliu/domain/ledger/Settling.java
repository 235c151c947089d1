// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Settles readings that have left the horizon, once a day of the unit's event time and in one pass
 * over the rows: what follows without a hole becomes a {@link Stretch}, of which only the ends stay
 * stored.
 */
final class Settling {
  private static final long DAY = 86_400_000L;

  /** Sources of estimates are kept two weeks longer, and a day for clocks that change. */
  private static final long SOURCES = 15 * DAY;

  private static final int MOST_STRETCHES = 32;
  private static final int ROWS_AT_ONCE = 512;

  private final long horizon;

  Settling(long horizon) {
    this.horizon = horizon;
  }

  /** Settles what a unit's event time has left behind since it was {@code before}. */
  void run(UnitBook book, long before, WorkingRows rows) {
    long cutoff = day(book.newest());
    if (book.newest() == Long.MIN_VALUE || (before != Long.MIN_VALUE && cutoff <= day(before))) {
      return;
    }
    rows.save();
    run(book, false, cutoff, rows);
    run(book, true, cutoff - SOURCES, rows);
  }

  private long day(long newest) {
    return Math.floorDiv(newest - horizon, DAY) * DAY;
  }

  private void run(UnitBook book, boolean keepsWeek, long cutoff, WorkingRows rows) {
    long from = ReadingRow.start(book.unsettled(keepsWeek));
    if (book.unsettled(keepsWeek) >= cutoff) {
      return;
    }
    Map<Integer, Blocks> blocks = new HashMap<>();
    while (from < cutoff) {
      List<Long> starts = rows.load(from, cutoff, ROWS_AT_ONCE);
      for (long start : starts) {
        for (RowEntry entry : entries(rows.row(start))) {
          PointBook point = book.points().get(entry.point());
          if (point.versions() != null && point.versions().keepsWeek() == keepsWeek) {
            blocks
                .computeIfAbsent(entry.point(), p -> new Blocks(point, rows))
                .take(entry.sample());
          }
        }
      }
      rows.save();
      from =
          starts.size() < ROWS_AT_ONCE ? cutoff : starts.get(starts.size() - 1) + ReadingRow.WIDTH;
    }
    blocks.values().forEach(b -> b.close(cutoff));
    rows.save();
    book.settledTo(keepsWeek, cutoff);
  }

  private record RowEntry(int point, Sample sample) {}

  private static List<RowEntry> entries(ReadingRow row) {
    List<RowEntry> entries = new ArrayList<>(row.size());
    for (int i = 0; i < row.size(); i++) {
      entries.add(new RowEntry(row.point(i), row.sample(i)));
    }
    return entries;
  }

  /** The stretches of one point while older ones and readings join. */
  private static final class Blocks {
    private final PointBook point;
    private final WorkingRows rows;
    private final List<Stretch> done = new ArrayList<>();
    private final List<Stretch> waiting;

    Blocks(PointBook point, WorkingRows rows) {
      this.point = point;
      this.rows = rows;
      this.waiting = new ArrayList<>(point.settled());
    }

    /** Takes what is stored, in the order of time. */
    void take(Sample sample) {
      if (sample.tombstone()) {
        rows.remove(point.number(), sample.time());
        return;
      }
      while (!waiting.isEmpty() && waiting.get(0).first() < sample.time()) {
        join(waiting.remove(0));
      }
      if (!waiting.isEmpty() && waiting.get(0).first() == sample.time()) {
        join(waiting.remove(0));
      } else if (done.isEmpty() || sample.time() > done.get(done.size() - 1).last()) {
        join(Stretch.of(sample));
      }
    }

    private void join(Stretch next) {
      Stretch before = done.isEmpty() ? null : done.get(done.size() - 1);
      if (before == null || !joined(before, next)) {
        done.add(next);
        return;
      }
      done.set(done.size() - 1, merge(before, next));
    }

    private boolean joined(Stretch before, Stretch next) {
      return point
          .versions()
          .at(before.last())
          .joined(before.last(), before.lastBackfilled(), next.first(), next.firstBackfilled());
    }

    /** What were ends and now lie inside are forgotten. */
    private Stretch merge(Stretch before, Stretch next) {
      if (before.first() != before.last()) {
        rows.remove(point.number(), before.last());
      }
      if (next.first() != next.last()) {
        rows.remove(point.number(), next.first());
      }
      return before.joined(next);
    }

    /** What begins after the cutoff may still have unsettled readings before it. */
    void close(long cutoff) {
      for (Stretch next : waiting) {
        if (next.first() < cutoff) {
          join(next);
        } else {
          done.add(next);
        }
      }
      while (done.size() > MOST_STRETCHES) {
        done.set(0, merge(done.get(0), done.remove(1)));
      }
      point.settle(done);
    }
  }
}
