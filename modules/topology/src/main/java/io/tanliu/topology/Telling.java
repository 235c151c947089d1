// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.domain.ledger.BucketChanges;
import io.tanliu.domain.ledger.Cause;
import io.tanliu.domain.ledger.EntityBook;
import io.tanliu.domain.ledger.Lines;
import io.tanliu.domain.ledger.Standing;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Tells the entities above a task's units what readings changed: at intervals, and each of them
 * once for all units. What has not been told yet stands in the unit's book, so a crash loses
 * nothing, and what was told leaves it in the same transaction.
 */
final class Telling {
  /**
   * A change of more buckets is told at once, to keep the book small: five days of history and a
   * little fit, so that what many units load of the same days is told as one.
   */
  private static final int MOST_WAITING = 500;

  /** Changed buckets of one entity that are told together at most. */
  private static final int MOST_TOGETHER = 2_000;

  private final EntityDesk desk;
  private final Set<String> waiting = new LinkedHashSet<>();
  private final Map<String, Sum> sums = new TreeMap<>();
  private Function<String, Standing> standings = unit -> null;

  /** Changes of one entity above. */
  private static final class Sum {
    private final BucketChanges changes = new BucketChanges();
    private long asOf = Long.MIN_VALUE;
  }

  Telling(EntityDesk desk) {
    this.desk = desk;
  }

  /**
   * Reads which units wait.
   *
   * @param standingOf where a unit stands now
   */
  void init(Function<String, Standing> standingOf) {
    standings = standingOf;
    waiting.clear();
    sums.clear();
    desk.forEachBook(
        (unit, book) -> {
          if (book.waits()) {
            waiting.add(unit);
          }
        });
  }

  /** True when a change of readings is small enough to wait in the unit's book. */
  static boolean canWait(EntityBook book, SortedMap<Long, Lines> buckets) {
    return book.untold().size() + buckets.size() <= MOST_WAITING;
  }

  /** The unit's book holds something to tell. */
  void waits(String unit) {
    waiting.add(unit);
  }

  /** Tells what waits of one unit, before the order of its changes matters. */
  void tell(String unit, long timestamp) {
    if (waiting.remove(unit)) {
      collect(unit, timestamp);
      tellSums(timestamp);
    }
  }

  /** Tells what waits of all units. */
  void tellAll(long timestamp) {
    waiting.forEach(unit -> collect(unit, timestamp));
    waiting.clear();
    tellSums(timestamp);
  }

  private void collect(String unit, long timestamp) {
    EntityBook book = desk.book(unit).orElseThrow();
    Standing standing = standings.apply(unit);
    for (String parent : standing.parents()) {
      Sum sum = sums.computeIfAbsent(parent, p -> new Sum());
      sum.asOf = Math.max(sum.asOf, book.asOf());
    }
    book.untold()
        .byBucket()
        .forEach(
            (bucket, lines) -> {
              for (String parent : standing.at(bucket).parents()) {
                sums.get(parent).changes.add(bucket, lines);
              }
            });
    book.told();
    desk.keep(unit, book);
    for (String parent : standing.parents()) {
      if (sums.get(parent).changes.size() > MOST_TOGETHER) {
        tell(parent, sums.remove(parent), timestamp);
      }
    }
  }

  private void tellSums(long timestamp) {
    sums.forEach((parent, sum) -> tell(parent, sum, timestamp));
    sums.clear();
  }

  private void tell(String parent, Sum sum, long timestamp) {
    RollupMessage.Change change =
        RollupMessage.Change.of("", sum.asOf, Cause.READING, sum.changes.byBucket());
    desk.tell(List.of(parent), change, timestamp);
  }
}
