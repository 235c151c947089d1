// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import io.tanliu.domain.ledger.ReadingRow;
import io.tanliu.domain.ledger.ReadingRows;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The reading rows of one unit in a state store. */
public final class StoredReadingRows implements ReadingRows {
  /** Rows of a minute; 1 were those of a quarter hour, see {@link FirstLayout}. */
  private static final int KIND = 2;

  /**
   * A range over a cached store copies the keys it spans, and the wanted row is mostly near: so
   * look near first, then in spans that grow.
   */
  private static final long FIRST_SPAN = 16 * ReadingRow.WIDTH;

  private static final int GROWTH = 8;

  /** Rows that are visited backward are fetched together: a day of minutes at most. */
  private static final long LONGEST_BACKWARD = 1_440 * ReadingRow.WIDTH;

  private final KeyValueStore<Bytes, byte[]> store;
  private final String unit;

  public StoredReadingRows(KeyValueStore<Bytes, byte[]> store, String unit) {
    this.store = store;
    this.unit = unit;
  }

  @Override
  public ReadingRow get(long start) {
    byte[] bytes = store.get(key(start));
    return bytes == null ? null : ReadingRowCodec.decode(start, bytes);
  }

  @Override
  public void put(long start, ReadingRow row) {
    if (row.isEmpty()) {
      store.delete(key(start));
    } else {
      store.put(key(start), ReadingRowCodec.encode(start, row));
    }
  }

  @Override
  public void forward(long from, long to, Visitor visitor) {
    for (long at = from, span = FIRST_SPAN; at < to; span *= GROWTH) {
      long end = Math.min(to, at + span);
      if (!visit(store.range(key(at), key(end - 1)), visitor)) {
        return;
      }
      at = end;
    }
  }

  /**
   * Fetches forward and visits from the end: in Kafka 4.3.1 a reverse range over a cached store
   * gives rows that were deleted since the last commit, with their old value or with none.
   */
  @Override
  public void backward(long from, long to, Visitor visitor) {
    List<KeyValue<Bytes, byte[]>> found = new ArrayList<>();
    for (long at = to, span = FIRST_SPAN;
        at > from;
        span = Math.min(LONGEST_BACKWARD, span * GROWTH)) {
      long start = Math.max(from, at - span);
      found.clear();
      try (var rows = store.range(key(start), key(at - 1))) {
        rows.forEachRemaining(found::add);
      }
      for (int i = found.size() - 1; i >= 0; i--) {
        if (!visit(found.get(i), visitor)) {
          return;
        }
      }
      at = start;
    }
  }

  private static boolean visit(KeyValueIterator<Bytes, byte[]> rows, Visitor visitor) {
    try (rows) {
      while (rows.hasNext()) {
        if (!visit(rows.next(), visitor)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean visit(KeyValue<Bytes, byte[]> row, Visitor visitor) {
    long start = StateKeys.time(row.key);
    return visitor.visit(start, ReadingRowCodec.decode(start, row.value));
  }

  private Bytes key(long start) {
    return StateKeys.row(unit, KIND, start);
  }
}
