// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.testkit;

import io.tanliu.domain.ledger.WindowRow;
import io.tanliu.domain.ledger.WindowRows;
import io.tanliu.domain.time.Granularity;
import java.util.HashMap;
import java.util.Map;

/** Windows in memory. */
final class MemoryWindowRows implements WindowRows {
  private record Key(Granularity granularity, long start) {}

  private final Map<Key, WindowRow> rows = new HashMap<>();

  @Override
  public WindowRow get(Granularity granularity, long start) {
    return rows.getOrDefault(new Key(granularity, start), WindowRow.EMPTY);
  }

  @Override
  public void put(Granularity granularity, long start, WindowRow row) {
    rows.put(new Key(granularity, start), row);
  }
}
