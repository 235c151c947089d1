// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.ledger.ReadingRow;
import io.tanliu.domain.ledger.ReadingRows;
import io.tanliu.domain.ledger.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows in a cached store, in the middle of a transaction. */
class StoredReadingRowsTest {
  private static final String STORE = "rows";

  @TempDir Path directory;

  /** What one record does: everything of a record is in the cache until its commit. */
  private final List<Consumer<ReadingRows>> steps = new ArrayList<>();

  @Test
  void shouldNotSeeRowsThatWereDeletedSinceTheLastCommitInEitherDirection() {
    List<Long> backward = new ArrayList<>();
    List<Long> forward = new ArrayList<>();
    steps.add(
        rows -> {
          for (long minute = 0; minute < 40; minute++) {
            rows.put(minute * ReadingRow.WIDTH, row(minute * ReadingRow.WIDTH));
          }
        });
    steps.add(
        rows -> {
          for (long minute : new long[] {3, 5, 20, 38, 39}) {
            rows.put(minute * ReadingRow.WIDTH, new ReadingRow());
          }
          long end = 40 * ReadingRow.WIDTH;
          rows.backward(0, end, (start, row) -> backward.add(start / ReadingRow.WIDTH));
          rows.forward(0, end, (start, row) -> forward.add(start / ReadingRow.WIDTH));
          Collections.reverse(forward);
        });
    play();

    assertThat(backward).hasSize(35).doesNotContain(3L, 5L, 20L, 38L, 39L).isEqualTo(forward);
  }

  @Test
  void shouldStopWhereTheVisitorDoes() {
    List<Long> seen = new ArrayList<>();
    steps.add(
        rows -> {
          rows.put(0, row(0));
          rows.put(5_000 * ReadingRow.WIDTH, row(5_000 * ReadingRow.WIDTH));
          rows.backward(
              0,
              5_001 * ReadingRow.WIDTH,
              (start, row) -> {
                seen.add(start);
                return false;
              });
        });
    play();

    assertThat(seen).containsExactly(5_000 * ReadingRow.WIDTH);
  }

  private static ReadingRow row(long time) {
    ReadingRow row = new ReadingRow();
    row.put(0, new Sample(time, 7, 0));
    return row;
  }

  private void play() {
    Topology topology = new Topology();
    topology.addSource("in", Serdes.String().deserializer(), Serdes.String().deserializer(), "in");
    topology.addProcessor("step", Step::new, "in");
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(STORE), Serdes.Bytes(), Serdes.ByteArray())
            .withCachingEnabled()
            .withLoggingDisabled(),
        "step");
    Properties config = new Properties();
    config.putAll(
        Map.of(
            StreamsConfig.APPLICATION_ID_CONFIG,
            "rows-test",
            StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
            "127.0.0.1:0",
            StreamsConfig.STATE_DIR_CONFIG,
            directory.toString(),
            // So little that most committed rows are in the store alone.
            StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
            2_000));
    try (TopologyTestDriver driver = new TopologyTestDriver(topology, config)) {
      TestInputTopic<String, String> in =
          driver.createInputTopic("in", Serdes.String().serializer(), Serdes.String().serializer());
      steps.forEach(step -> in.pipeInput("U", "next"));
    }
  }

  private final class Step extends ContextualProcessor<String, String, Void, Void> {
    private int next;

    @Override
    public void process(Record<String, String> record) {
      KeyValueStore<Bytes, byte[]> store = context().getStateStore(STORE);
      steps.get(next++).accept(new StoredReadingRows(store, record.key()));
    }
  }
}
