// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** Runs one of the applications beside the ledger, as an application of its own. */
final class StreamsPart implements AutoCloseable {
  private final String name;
  private final KafkaStreams streams;
  private final StreamsWatch watch;

  /**
   * @param name name of the part; the application id is {@code tanliu-} and the name
   * @param topology what it does
   * @param commitInterval how long its results may wait for their transaction
   * @param clients configuration of Kafka clients and registry
   * @param stateDirectory where the state stores live; not shared with another process
   */
  StreamsPart(
      String name,
      Topology topology,
      Duration commitInterval,
      Map<String, Object> clients,
      Path stateDirectory) {
    this.name = name;
    Properties properties = LedgerPart.properties(clients, stateDirectory.resolve(name), 1);
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "tanliu-" + name);
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 8L << 20);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
    streams = new KafkaStreams(topology, properties);
    watch = new StreamsWatch(name, streams);
  }

  String name() {
    return name;
  }

  /** Starts; it comes up in the background. */
  void start() {
    streams.start();
  }

  PartHealth health() {
    return watch.health();
  }

  @Override
  public void close() {
    streams.close(Duration.ofSeconds(30));
  }
}
