// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.unit.DefinitionChange;
import io.tanliu.domain.unit.DefinitionChange.Violation;
import io.tanliu.domain.unit.Estimation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a changed definition of points changes in a unit's books: all that was read while the change
 * holds is taken out as it was and added as it is now, from the stored numbers.
 */
public final class PointRestatement {
  /** Sources of estimates lie a week before their gap, clocks and long lines aside. */
  private static final long SOURCES = Duration.ofDays(8).toMillis();

  private static final int ROWS_AT_ONCE = 1_024;

  private final UnitBook book;
  private final ReadingRows stored;
  private final UnitMeters before;
  private final UnitMeters after;

  /**
   * @param before the definition by which the books were written
   * @param after the same unit as it shall become
   */
  public PointRestatement(UnitBook book, ReadingRows stored, UnitMeters before, UnitMeters after) {
    this.book = book;
    this.stored = stored;
    this.before = before;
    this.after = after;
  }

  /** The definition by which the first version of the ledger wrote its books: no estimates. */
  public static UnitMeters withoutEstimates(UnitMeters meters) {
    return new UnitMeters(
        meters
            .unit()
            .with(
                meters.unit().points().stream()
                    .map(p -> p.estimation() == Estimation.LAST_WEEK ? p.with(Estimation.NONE) : p)
                    .toList()));
  }

  /**
   * Changes that reach back to readings that are no longer kept; empty when all can be restated.
   */
  public List<Violation> violations() {
    List<Violation> found = new ArrayList<>();
    for (PointBook point : book.points()) {
      PointVersions was = before.point(point.id());
      PointVersions is = after.point(point.id());
      if (was == null || is == null || point.top() == Long.MIN_VALUE) {
        continue;
      }
      Optional<PointVersions.Difference> difference = was.difference(is);
      long kept = kept(point, was, is);
      if (difference.isPresent() && difference.get().from() < kept) {
        found.add(violation(point.id(), difference.get(), kept));
      }
    }
    return List.copyOf(found);
  }

  private static Violation violation(String id, PointVersions.Difference found, long kept) {
    return DefinitionChange.restatable(found.before(), found.after()).stream()
        .findFirst()
        .map(
            v ->
                new Violation(
                    id,
                    v.field(),
                    v.value(),
                    "from " + Instant.ofEpochMilli(kept) + " on, or a new point id"))
        .orElseThrow();
  }

  /** Time from which on a point's readings, and the sources of its estimates, are all stored. */
  private static long kept(PointBook point, PointVersions was, PointVersions is) {
    long kept = Long.MIN_VALUE;
    for (Stretch stretch : point.settled()) {
      if (stretch.first() != stretch.last()) {
        kept = stretch.last() + (was.everLastWeek() || is.everLastWeek() ? SOURCES : 0);
      }
    }
    return kept;
  }

  /**
   * Flows that change, by base bucket, and the resets of counters in the book's accounts. Only when
   * there are no {@link #violations()}; afterwards the book goes by the new definition.
   */
  public BucketChanges changes() {
    BucketChanges changes = new BucketChanges();
    Map<Integer, PointBook> changed = new HashMap<>();
    for (PointBook point : book.points()) {
      PointVersions was = before.point(point.id());
      PointVersions is = after.point(point.id());
      if (was != null && is != null && was.difference(is).isPresent()) {
        changed.put(point.number(), point);
      }
    }
    if (!changed.isEmpty()) {
      book.use(before);
      long resets = -walk(changed, changes, -1);
      book.use(after);
      resets += walk(changed, changes, 1);
      book.accounts(book.accounts().plus(new Accounts(0, 0, 0, 0, resets)));
      book.keepsChanged();
    }
    book.use(after);
    return changes;
  }

  private long walk(Map<Integer, PointBook> changed, BucketChanges changes, int sign) {
    WorkingRows rows = new WorkingRows(stored);
    PointChange points = new PointChange(rows, changes);
    Map<Integer, Sample> last = new HashMap<>();
    long from = Long.MAX_VALUE;
    for (PointBook point : changed.values()) {
      from = Math.min(from, start(point));
    }
    long to = book.top() + 1;
    for (long at = ReadingRow.start(from); at < to; ) {
      List<Long> starts = rows.load(at, to, ROWS_AT_ONCE);
      for (long start : starts) {
        ReadingRow row = rows.row(start);
        for (int i = 0; i < row.size(); i++) {
          PointBook point = changed.get(row.point(i));
          Sample sample = row.sample(i);
          if (point != null && !sample.tombstone() && sample.time() >= start(point)) {
            points.alone(point, sample, sign);
            Sample previous = last.put(point.number(), sample);
            if (previous != null) {
              points.pair(point, previous, sample, sign);
            }
          }
        }
      }
      rows.save();
      at = starts.size() < ROWS_AT_ONCE ? to : starts.get(starts.size() - 1) + ReadingRow.WIDTH;
    }
    return points.resets() * sign;
  }

  /** Where a point's readings begin to be stored without a hole. */
  private static long start(PointBook point) {
    long start = point.oldest();
    for (Stretch stretch : point.settled()) {
      if (stretch.first() != stretch.last()) {
        start = stretch.last();
      }
    }
    return start;
  }
}
