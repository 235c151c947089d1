// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import io.tanliu.domain.ledger.WindowRow;
import io.tanliu.domain.time.Granularity;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The windows of all entities of a task. The running ones change with every frame: those used last
 * are held as objects too, and only written ones cost an encoding. Rows are never changed in place.
 */
public final class WindowTable {
  /** Running windows, and the hours of rolling sums, of some three hundred entities; 16 MB. */
  private static final int MOST_ROWS = 16_384;

  private final Recent<Key, WindowRow> recent = new Recent<>(MOST_ROWS);
  private final KeyValueStore<Bytes, byte[]> store;

  private record Key(String entity, Granularity granularity, long start) {}

  /** A table for a task that has just been initialised. */
  public WindowTable(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** The windows of one entity. */
  public StoredWindowRows of(String entity) {
    return new StoredWindowRows(this, entity);
  }

  KeyValueStore<Bytes, byte[]> store() {
    return store;
  }

  WindowRow get(String entity, Granularity granularity, long start) {
    Key key = new Key(entity, granularity, start);
    WindowRow known = recent.get(key);
    if (known != null) {
      return known;
    }
    byte[] bytes = store.get(StoredWindowRows.key(entity, granularity, start));
    if (bytes == null) {
      return WindowRow.EMPTY;
    }
    WindowRow row = WindowRowCodec.decode(bytes);
    recent.put(key, row);
    return row;
  }

  void delete(String entity, Granularity granularity, long start) {
    store.delete(StoredWindowRows.key(entity, granularity, start));
    recent.remove(new Key(entity, granularity, start));
  }

  void put(String entity, Granularity granularity, long start, WindowRow row) {
    store.put(StoredWindowRows.key(entity, granularity, start), WindowRowCodec.encode(row));
    recent.put(new Key(entity, granularity, start), row);
  }
}
