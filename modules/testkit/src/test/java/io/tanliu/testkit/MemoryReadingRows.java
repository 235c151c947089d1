// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.testkit;

import io.tanliu.domain.ledger.ReadingRow;
import io.tanliu.domain.ledger.ReadingRows;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Reading rows in memory; like a store, it gives and takes copies. */
final class MemoryReadingRows implements ReadingRows {
  private final TreeMap<Long, ReadingRow> rows = new TreeMap<>();

  @Override
  public ReadingRow get(long start) {
    ReadingRow row = rows.get(start);
    return row == null ? null : copy(row);
  }

  @Override
  public void put(long start, ReadingRow row) {
    if (row.isEmpty()) {
      rows.remove(start);
    } else {
      rows.put(start, copy(row));
    }
  }

  @Override
  public void forward(long from, long to, Visitor visitor) {
    visit(rows.subMap(from, true, to, false), visitor);
  }

  @Override
  public void backward(long from, long to, Visitor visitor) {
    visit(rows.subMap(from, true, to, false).descendingMap(), visitor);
  }

  private static void visit(NavigableMap<Long, ReadingRow> range, Visitor visitor) {
    for (Map.Entry<Long, ReadingRow> row : range.entrySet()) {
      if (!visitor.visit(row.getKey(), copy(row.getValue()))) {
        return;
      }
    }
  }

  /** Number of readings kept. */
  int readings() {
    return rows.values().stream().mapToInt(ReadingRow::size).sum();
  }

  private static ReadingRow copy(ReadingRow row) {
    ReadingRow copy = new ReadingRow(row.size());
    for (int i = 0; i < row.size(); i++) {
      copy.put(row.point(i), row.sample(i));
    }
    return copy;
  }
}
