// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds the native memory of all window stores of the process together: without it each partition
 * of each store takes up to 100 MB for itself.
 */
public final class BoundedRocks implements RocksDBConfigSetter {
  private static final long TOTAL_BYTES = 96L << 20;
  private static final long WRITE_BUFFER_BYTES = 48L << 20;
  private static final long ONE_WRITE_BUFFER = 4L << 20;

  /**
   * What a store takes with its first write. A process has hundreds of stores, and most are small:
   * with RocksDB's own choice (an eighth of a buffer) they alone would pass the bound of all write
   * buffers, and then every few writes of any store become a file.
   */
  private static final long WRITE_BLOCK = 64L << 10;

  /** Shared by all stores; lives as long as the process. */
  private static final class Shared {
    private static final Cache CACHE = new LRUCache(TOTAL_BYTES, -1, false, 0.1);
    private static final WriteBufferManager WRITES =
        new WriteBufferManager(WRITE_BUFFER_BYTES, CACHE);
  }

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(Shared.CACHE);
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    table.setPinTopLevelIndexAndFilter(true);
    options.setWriteBufferManager(Shared.WRITES);
    options.setWriteBufferSize(ONE_WRITE_BUFFER);
    options.setArenaBlockSize(WRITE_BLOCK);
    options.setMaxWriteBufferNumber(2);
    options.setTableFormatConfig(table);
  }

  @Override
  public void close(String store, Options options) {
    // The shared cache outlives the stores.
  }
}
