// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one of the applications beside the ledger, as an application of its own. */
final class StreamsPart implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StreamsPart.class);

  private final String name;
  private final KafkaStreams streams;
  private volatile String trouble = "";

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
    streams.setUncaughtExceptionHandler(this::failed);
  }

  private StreamThreadExceptionResponse failed(Throwable failure) {
    trouble = Failures.text(failure);
    log.error("A thread of {} failed and is replaced", name, failure);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  String name() {
    return name;
  }

  /** Starts; it comes up in the background. */
  void start() {
    streams.start();
  }

  PartHealth health() {
    KafkaStreams.State state = streams.state();
    Map<String, String> details = new HashMap<>();
    details.put("streams", state.name());
    if (!trouble.isEmpty()) {
      details.put("lastFailure", trouble);
    }
    return new PartHealth(state == KafkaStreams.State.RUNNING, details);
  }

  @Override
  public void close() {
    streams.close(Duration.ofSeconds(30));
  }
}
