// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.reference.Seeds;
import io.tanliu.topology.LedgerTopology;
import io.tanliu.topology.audit.AuditTopology;
import io.tanliu.topology.audit.AuditTopology.AuditSettings;
import io.tanliu.wire.Topic;
import io.tanliu.wire.ValueSerdes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the continuous audit beside the ledger, as an application of its own. */
final class AuditPart implements AutoCloseable {
  static final String APPLICATION_ID = "tanliu-audit";

  private static final Logger log = LoggerFactory.getLogger(AuditPart.class);

  private final KafkaStreams streams;
  private volatile String trouble = "";

  /**
   * @param clients configuration of Kafka clients and registry
   * @param stateDirectory where the state stores live; not shared with another process
   */
  AuditPart(Map<String, Object> clients, Path stateDirectory, Seeds seeds) {
    LedgerTopology.ValueSerde serdes =
        new LedgerTopology.ValueSerde() {
          @Override
          public <V extends SpecificRecord> Serde<V> of(Topic<V> topic) {
            return ValueSerdes.of(topic, clients);
          }
        };
    AuditTopology topology =
        new AuditTopology(AuditSettings.DEFAULT, seeds.factors(), seeds.membership(), serdes);
    Properties properties = LedgerPart.properties(clients, stateDirectory, 1);
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 8L << 20);
    // Nobody waits for it: fewer transactions.
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 5_000);
    streams = new KafkaStreams(topology.get(), properties);
    streams.setUncaughtExceptionHandler(this::failed);
  }

  private StreamThreadExceptionResponse failed(Throwable failure) {
    trouble = Failures.text(failure);
    log.error("A thread of the audit failed and is replaced", failure);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
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
