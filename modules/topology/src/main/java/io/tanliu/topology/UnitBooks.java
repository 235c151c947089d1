// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.domain.ledger.UnitBook;
import io.tanliu.topology.state.FirstLayout;
import io.tanliu.topology.state.StoredReadingRows;
import io.tanliu.topology.state.UnitBookCodec;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The books of a task's units: stored, and beside the store made ready in memory. This task is the
 * only writer, so what is in memory is what is stored, until a task is initialised again.
 */
final class UnitBooks {
  /** Points whose books are kept in memory: some 40 MB. */
  private static final int MOST_POINTS = 250_000;

  /** Key of what seldom changes; no unit id has this character. */
  private static final String SHAPE = "|shape";

  private final Duration horizon;
  private final LinkedHashMap<String, UnitBook> ready = new LinkedHashMap<>(256, 0.75f, true);
  private final Map<String, Integer> counted = new HashMap<>();
  private int points;
  private KeyValueStore<String, byte[]> books;
  private KeyValueStore<Bytes, byte[]> readings;

  UnitBooks(Duration horizon) {
    this.horizon = horizon;
  }

  void init(KeyValueStore<String, byte[]> unitBooks, KeyValueStore<Bytes, byte[]> readingRows) {
    books = unitBooks;
    readings = readingRows;
    ready.clear();
    counted.clear();
    points = 0;
  }

  /** The rows of a unit. */
  StoredReadingRows rows(String unit) {
    return new StoredReadingRows(readings, unit);
  }

  /** The stored readings of a unit, to be assessed. */
  StoredDayReadings readings(String unit) {
    return new StoredDayReadings(rows(unit), isFirstLayout(unit) ? List.of() : get(unit).points());
  }

  /** The book of a unit, a new one when there is none; to be saved or dropped after a change. */
  UnitBook get(String unit) {
    UnitBook known = ready.get(unit);
    if (known == null) {
      known = read(unit);
      ready.put(unit, known);
      count(unit, known.points().size());
      evict(unit);
    }
    return known;
  }

  /** True when a unit's book is stored as the first version of the ledger wrote it. */
  boolean isFirstLayout(String unit) {
    if (ready.containsKey(unit)) {
      return false;
    }
    byte[] stored = books.get(unit);
    return stored != null && UnitBookCodec.isFirstLayout(stored);
  }

  private UnitBook read(String unit) {
    byte[] stored = books.get(unit);
    if (stored == null) {
      return new UnitBook();
    }
    if (!UnitBookCodec.isFirstLayout(stored)) {
      return UnitBookCodec.decode(stored, books.get(unit + SHAPE));
    }
    UnitBook book = FirstLayout.read(stored, horizon);
    FirstLayout.convert(readings, unit);
    return book;
  }

  private void evict(String but) {
    Iterator<Map.Entry<String, UnitBook>> oldest = ready.entrySet().iterator();
    while (points > MOST_POINTS && oldest.hasNext()) {
      Map.Entry<String, UnitBook> entry = oldest.next();
      if (!entry.getKey().equals(but)) {
        count(entry.getKey(), 0);
        oldest.remove();
      }
    }
  }

  /** Stores a book after its rows. */
  void save(String unit, UnitBook book) {
    if (book.isReshaped()) {
      books.put(unit + SHAPE, UnitBookCodec.encodeShape(book));
      book.shapeSaved();
      count(unit, book.points().size());
    }
    books.put(unit, UnitBookCodec.encode(book));
  }

  private void count(String unit, int size) {
    Integer before = size == 0 ? counted.remove(unit) : counted.put(unit, size);
    points += size - (before == null ? 0 : before);
  }

  /** Forgets changes of a book that were not saved. */
  void drop(String unit) {
    ready.remove(unit);
    count(unit, 0);
  }
}
