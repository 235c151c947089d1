// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.avro.EntityWindow;
import io.tanliu.domain.ledger.EntityBook;
import io.tanliu.domain.ledger.Rolling;
import io.tanliu.domain.ledger.Shares;
import io.tanliu.domain.ledger.Tiling;
import io.tanliu.domain.ledger.WindowRow;
import io.tanliu.domain.ledger.WindowRows;
import io.tanliu.domain.time.Granularity;
import io.tanliu.wire.Keys;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Turns the changed buckets of an entity into records: every window that holds one, once. */
final class Publisher {
  private final Shares shares;
  private final LedgerSettings settings;
  private final FactorDesk factorDesk;

  /** End of the rolling windows last published, per entity; forgotten when the task starts anew. */
  private final Map<String, Long> rolled = new HashMap<>();

  Publisher(LedgerParts parts) {
    this.shares = parts.shares();
    this.settings = parts.settings();
    this.factorDesk = parts.factors();
  }

  /** Forgets what was published: the transaction that did it may have been lost. */
  void init() {
    rolled.clear();
  }

  void publish(
      String entity, EntityBook book, WindowRows rows, BiConsumer<String, Output> forward) {
    Shares.Measured measured = shares.measured(book.points());
    String factors = factorDesk.version(book.factors());
    for (Granularity granularity : Granularity.values()) {
      calendar(entity, granularity, book, measured, factors, rows, forward);
    }
    rolling(entity, book, measured, factors, rows, forward);
  }

  /**
   * A rolling window moves once a quarter hour: changes of the running one do not touch it, and its
   * sum over dozens of rows need not be made again for them.
   */
  private void rolling(
      String entity,
      EntityBook book,
      Shares.Measured measured,
      String factors,
      WindowRows rows,
      BiConsumer<String, Output> forward) {
    long end = Granularity.base(book.asOf());
    Long before = rolled.put(entity, end);
    boolean touched = !book.dirty().isEmpty() && book.dirty().ranges().firstKey() < end;
    if (before != null && before == end && !touched) {
      return;
    }
    Tiling tiling = new Tiling(rows, book.zone());
    for (Rolling rolling : Rolling.values()) {
      long start = rolling.start(end, book.zone());
      // An empty one too: there is one record per entity, and it would go on showing the past.
      WindowRow row = new WindowRow(book.changes(), tiling.sum(start, end).lines());
      String code = rolling.code();
      EntityWindow window =
          WindowRecords.of(entity, code, start, end, book, measured, factors, row);
      forward(Keys.rolling(entity, code), window, forward);
    }
  }

  private void calendar(
      String entity,
      Granularity granularity,
      EntityBook book,
      Shares.Measured measured,
      String factors,
      WindowRows rows,
      BiConsumer<String, Output> forward) {
    long from = settings.publishedFrom(granularity);
    long done = Long.MIN_VALUE;
    for (var range : book.dirty().ranges().entrySet()) {
      if (range.getValue() <= from) {
        continue;
      }
      long start = granularity.start(Math.max(range.getKey(), from), book.zone());
      start = Math.max(start < from ? granularity.end(start, book.zone()) : start, done);
      while (start < range.getValue()) {
        long end = granularity.end(start, book.zone());
        WindowRow row = rows.get(granularity, start);
        if (row.revision() > 0) {
          String code = granularity.code();
          String key = Keys.window(entity, code, start);
          EntityWindow window =
              WindowRecords.of(entity, code, start, end, book, measured, factors, row);
          forward(key, window, forward);
        }
        start = end;
        done = end;
      }
    }
  }

  /** Quarter hours of carbon stand beside the energies only: they would double the records. */
  private static void forward(String key, EntityWindow window, BiConsumer<String, Output> forward) {
    forward.accept(key, new Output.Energy(window));
    if (!window.getGranularity().equals(Granularity.QUARTER_HOUR.code())) {
      forward.accept(key, new Output.Carbon(WindowRecords.carbon(window)));
    }
  }
}
