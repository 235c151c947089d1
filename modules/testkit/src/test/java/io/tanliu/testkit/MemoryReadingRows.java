// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.testkit;

import io.tanliu.domain.ledger.ReadingRow;
import io.tanliu.domain.ledger.ReadingRows;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Reading rows in memory; like a store, it gives and takes copies. */
final class MemoryReadingRows implements ReadingRows {
  private final TreeMap<Long, ReadingRow> rows = new TreeMap<>();

  @Override
  public ReadingRow get(long bucket) {
    ReadingRow row = rows.get(bucket);
    return row == null ? null : copy(row);
  }

  @Override
  public void put(long bucket, ReadingRow row) {
    if (row.isEmpty()) {
      rows.remove(bucket);
    } else {
      rows.put(bucket, copy(row));
    }
  }

  @Override
  public List<Long> between(long from, long to) {
    return List.copyOf(rows.subMap(from, to).keySet());
  }

  @Override
  public OptionalLong before(long bucket, long oldest) {
    Long key = rows.lowerKey(bucket);
    return key == null || key < oldest ? OptionalLong.empty() : OptionalLong.of(key);
  }

  @Override
  public OptionalLong after(long bucket, long newest) {
    Long key = rows.higherKey(bucket);
    return key == null || key > newest ? OptionalLong.empty() : OptionalLong.of(key);
  }

  /** Number of readings kept. */
  int readings() {
    return rows.values().stream()
        .flatMap(row -> row.byPoint().values().stream())
        .mapToInt(java.util.List::size)
        .sum();
  }

  private static ReadingRow copy(ReadingRow row) {
    ReadingRow copy = new ReadingRow();
    row.byPoint().forEach((point, samples) -> samples.forEach(s -> copy.append(point, s)));
    return copy;
  }
}
