// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** Real stores, as many as a process with all parts and four partitions has. */
class BoundedRocksTest {
  private static final int STORES = 200;

  /** More than the two kilobytes that RocksDB holds before it takes memory. */
  private static final int FEW = 50;

  private static final int WRITES = 20_000;
  private static final byte[] VALUE = new byte[200];

  @TempDir Path dir;

  @Test
  void shouldNotMakeFilesOfTheFewWritesOfOneStoreBecauseThereAreManyOthers()
      throws RocksDBException {
    BoundedRocks bound = new BoundedRocks();
    List<AutoCloseable> open = new ArrayList<>();
    try {
      List<RocksDB> stores = new ArrayList<>();
      for (int i = 0; i < STORES; i++) {
        Options options =
            new Options()
                .setCreateIfMissing(true)
                .setTableFormatConfig(new BlockBasedTableConfig());
        bound.setConfig("store-" + i, options, Map.of());
        RocksDB store = RocksDB.open(options, dir.resolve("store-" + i).toString());
        open.add(0, options);
        open.add(0, store);
        stores.add(store);
        write(store, FEW);
      }
      RocksDB busy = stores.get(0);
      write(busy, WRITES);

      // 4 MB fit into its write buffer of 8 MB.
      assertThat(files(dir.resolve("store-0"))).isEmpty();
    } finally {
      open.forEach(BoundedRocksTest::close);
    }
  }

  private static void write(RocksDB store, int rows) throws RocksDBException {
    for (int i = 0; i < rows; i++) {
      store.put(key(i), VALUE);
    }
  }

  private static byte[] key(int number) {
    return Integer.toString(number).getBytes(StandardCharsets.UTF_8);
  }

  private static List<Path> files(Path store) {
    try (Stream<Path> files = Files.list(store)) {
      return files.filter(file -> file.toString().endsWith(".sst")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(AutoCloseable one) {
    try {
      one.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
