// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import io.tanliu.domain.ledger.ReadingRow;
import io.tanliu.domain.ledger.ReadingRows;
import io.tanliu.domain.time.Granularity;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The reading rows of one unit in a state store. */
public final class StoredReadingRows implements ReadingRows {
  private static final int KIND = 1;

  /**
   * A range over a cached store copies the keys it spans, and the next row is mostly near: so look
   * near first, then in spans that grow.
   */
  private static final int GROWTH = 8;

  private final KeyValueStore<Bytes, byte[]> store;
  private final String unit;

  public StoredReadingRows(KeyValueStore<Bytes, byte[]> store, String unit) {
    this.store = store;
    this.unit = unit;
  }

  @Override
  public ReadingRow get(long bucket) {
    byte[] bytes = store.get(key(bucket));
    return bytes == null ? null : ReadingRowCodec.decode(bucket, bytes);
  }

  @Override
  public void put(long bucket, ReadingRow row) {
    if (row.isEmpty()) {
      store.delete(key(bucket));
    } else {
      store.put(key(bucket), ReadingRowCodec.encode(bucket, row));
    }
  }

  @Override
  public List<Long> between(long from, long to) {
    List<Long> buckets = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> rows = store.range(key(from), key(to - 1))) {
      rows.forEachRemaining(row -> buckets.add(StateKeys.time(row.key)));
    }
    return buckets;
  }

  @Override
  public OptionalLong before(long bucket, long oldest) {
    for (long step = Granularity.BASE, to = bucket; to > oldest; step *= GROWTH) {
      long from = Math.max(oldest, to - step);
      OptionalLong found = first(store.reverseRange(key(from), key(to - 1)));
      if (found.isPresent()) {
        return found;
      }
      to = from;
    }
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong after(long bucket, long newest) {
    for (long step = Granularity.BASE, from = bucket; from < newest; step *= GROWTH) {
      long to = Math.min(newest, from + step);
      OptionalLong found = first(store.range(key(from + 1), key(to)));
      if (found.isPresent()) {
        return found;
      }
      from = to;
    }
    return OptionalLong.empty();
  }

  private static OptionalLong first(KeyValueIterator<Bytes, byte[]> rows) {
    try (rows) {
      return rows.hasNext()
          ? OptionalLong.of(StateKeys.time(rows.peekNextKey()))
          : OptionalLong.empty();
    }
  }

  private Bytes key(long bucket) {
    return StateKeys.row(unit, KIND, bucket);
  }
}
