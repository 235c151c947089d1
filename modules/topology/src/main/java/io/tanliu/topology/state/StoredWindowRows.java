// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import io.tanliu.domain.ledger.WindowRow;
import io.tanliu.domain.ledger.WindowRows;
import io.tanliu.domain.time.Granularity;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The windows of one entity in a state store. */
public final class StoredWindowRows implements WindowRows {
  private final WindowTable table;
  private final KeyValueStore<Bytes, byte[]> store;
  private final String entity;

  StoredWindowRows(WindowTable table, String entity) {
    this.table = table;
    this.store = table.store();
    this.entity = entity;
  }

  @Override
  public WindowRow get(Granularity granularity, long start) {
    return table.get(entity, granularity, start);
  }

  @Override
  public void put(Granularity granularity, long start, WindowRow row) {
    table.put(entity, granularity, start, row);
  }

  /** The oldest base bucket that is kept. */
  public OptionalLong firstBucket() {
    Bytes from = key(Granularity.QUARTER_HOUR, Long.MIN_VALUE);
    Bytes to = key(Granularity.QUARTER_HOUR, Long.MAX_VALUE);
    try (KeyValueIterator<Bytes, byte[]> rows = store.range(from, to)) {
      return rows.hasNext()
          ? OptionalLong.of(StateKeys.time(rows.peekNextKey()))
          : OptionalLong.empty();
    }
  }

  /** Visits the starts of the base buckets of {@code [from, to)} in the order of time. */
  public void forEachBucket(long from, long to, LongConsumer visitor) {
    Bytes first = key(Granularity.QUARTER_HOUR, from);
    Bytes last = key(Granularity.QUARTER_HOUR, to - 1);
    try (KeyValueIterator<Bytes, byte[]> rows = store.range(first, last)) {
      rows.forEachRemaining(row -> visitor.accept(StateKeys.time(row.key)));
    }
  }

  /** Deletes a row. */
  public void delete(Granularity granularity, long start) {
    table.delete(entity, granularity, start);
  }

  /** Starts of the first stored windows of {@code [from, to)}, at most so many. */
  public List<Long> starts(Granularity granularity, long from, long to, int most) {
    Bytes first = key(granularity, from);
    Bytes last = key(granularity, to - 1);
    List<Long> found = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> rows = store.range(first, last)) {
      while (found.size() < most && rows.hasNext()) {
        found.add(StateKeys.time(rows.next().key));
      }
    }
    return found;
  }

  /** Starts of the first stored base buckets from a time on, at most so many. */
  public List<Long> buckets(long from, int most) {
    return starts(Granularity.QUARTER_HOUR, from, Long.MAX_VALUE, most);
  }

  private Bytes key(Granularity granularity, long start) {
    return key(entity, granularity, start);
  }

  static Bytes key(String entity, Granularity granularity, long start) {
    return StateKeys.row(entity, kind(granularity), start);
  }

  /** Stable numbers: they are in stored keys. */
  private static int kind(Granularity granularity) {
    return switch (granularity) {
      case QUARTER_HOUR -> 1;
      case HOUR -> 2;
      case DAY -> 3;
      case MONTH -> 4;
      case YEAR -> 5;
    };
  }
}
