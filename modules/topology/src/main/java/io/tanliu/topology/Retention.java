// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.domain.ledger.EntityBook;
import io.tanliu.domain.time.Granularity;
import io.tanliu.topology.state.StoredWindowRows;
import io.tanliu.wire.Keys;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Deletes quarter hours and hours that are too old to be asked for: once per day of an entity's
 * event time, a bounded number at once. Days, months and years stay for ever.
 */
final class Retention {
  private static final long DAY = 86_400_000L;

  /** Windows deleted at once: more than an entity has whose time jumps by a year. */
  private static final int AT_ONCE = 50_000;

  private final long quarterHours;
  private final long hours;
  private final LedgerSettings settings;

  Retention(LedgerSettings settings) {
    this.quarterHours = settings.keepQuarterHours().toMillis();
    this.hours = settings.keepHours().toMillis();
    this.settings = settings;
  }

  /** Deletes what is due; the topics of windows are told that they are gone. */
  void run(
      String entity, EntityBook book, StoredWindowRows rows, BiConsumer<String, Output> forward) {
    if (book.asOf() != Long.MIN_VALUE) {
      run(Granularity.QUARTER_HOUR, quarterHours, entity, book, rows, forward);
      run(Granularity.HOUR, hours, entity, book, rows, forward);
    }
  }

  private void run(
      Granularity granularity,
      long age,
      String entity,
      EntityBook book,
      StoredWindowRows rows,
      BiConsumer<String, Output> forward) {
    long due = Math.floorDiv(book.asOf() - age, DAY) * DAY;
    if (due <= book.keptFrom(granularity)) {
      return;
    }
    List<Long> old = rows.starts(granularity, book.keptFrom(granularity), due, AT_ONCE);
    for (long start : old) {
      rows.delete(granularity, start);
      if (!settings.publishes(granularity, start)) {
        continue;
      }
      String key = Keys.window(entity, granularity.code(), start);
      forward.accept(key, Output.Energy.GONE);
      if (granularity != Granularity.QUARTER_HOUR) {
        forward.accept(key, Output.Carbon.GONE);
      }
    }
    if (!old.isEmpty()) {
      book.forgot(granularity, old.get(0));
    }
    boolean done = old.size() < AT_ONCE;
    book.keepFrom(granularity, done ? due : granularity.end(old.get(old.size() - 1), book.zone()));
  }
}
