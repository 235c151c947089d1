// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import io.tanliu.domain.ledger.ReadingRow;
import io.tanliu.domain.ledger.ReadingRows;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The reading rows of one unit in a state store. */
public final class StoredReadingRows implements ReadingRows {
  private static final int KIND = 1;

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
  public OptionalLong before(long bucket) {
    return first(store.reverseRange(key(Long.MIN_VALUE), key(bucket - 1)));
  }

  @Override
  public OptionalLong after(long bucket) {
    return first(store.range(key(bucket + 1), key(Long.MAX_VALUE)));
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
