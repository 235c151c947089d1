// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.quality.VeeRules;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.unit.Membership;
import io.tanliu.reference.Seeds;
import io.tanliu.topology.LedgerSettings;
import io.tanliu.topology.LedgerTopology;
import io.tanliu.wire.EditProof;
import io.tanliu.wire.Topic;
import io.tanliu.wire.Topics;
import io.tanliu.wire.ValueSerdes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.GroupProtocol;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/** Runs the ledger topology against a cluster. */
public final class LedgerPart implements AutoCloseable {
  /** Application id: consumer group, transactions and changelogs are named after it. */
  public static final String APPLICATION_ID = "tanliu-ledger";

  /** Largest record of the ledger's own topics, bytes: the book of a unit with 10 000 points. */
  private static final int LARGEST_RECORD = 8 << 20;

  private final KafkaStreams streams;
  private final KafkaStreamsMetrics metrics;
  private final StreamsWatch watch;

  /**
   * @param clients configuration of Kafka clients and registry
   * @param stateDirectory where the state stores live; not shared with another process
   * @param threads stream threads
   */
  public LedgerPart(
      LedgerSettings settings,
      Map<String, Object> clients,
      Path stateDirectory,
      int threads,
      Seeds seeds,
      MeterRegistry registry) {
    this(
        settings,
        clients,
        stateDirectory,
        threads,
        seeds.factors(),
        seeds.membership(),
        seeds.rules(),
        registry);
  }

  /** The same with factors, rules and a hierarchy of one's own. */
  public LedgerPart(
      LedgerSettings settings,
      Map<String, Object> clients,
      Path stateDirectory,
      int threads,
      FactorBook factors,
      Membership membership,
      VeeRules rules,
      MeterRegistry registry) {
    LedgerTopology.ValueSerde serdes =
        new LedgerTopology.ValueSerde() {
          @Override
          public EditProof edits() {
            return EditProof.of(clients);
          }

          @Override
          public <V extends SpecificRecord> Serde<V> of(Topic<V> topic) {
            return ValueSerdes.of(topic, clients);
          }

          @Override
          public Deserializer<ReadingFrame> frames() {
            return ValueSerdes.frames(clients);
          }
        };
    LedgerTopology topology =
        new LedgerTopology(settings, factors, membership, rules, serdes, registry);
    this.streams = new KafkaStreams(topology.get(), properties(clients, stateDirectory, threads));
    this.watch = new StreamsWatch("the ledger", streams);
    this.metrics = new KafkaStreamsMetrics(streams);
    this.metrics.bindTo(registry);
    Gauge.builder("tanliu.streams.restored", this, LedgerPart::restoredBytes)
        .baseUnit("bytes")
        .description("Bytes read from changelogs to restore state or to keep copies of it warm")
        .register(registry);
  }

  /** What the ledger cannot do without, over the operator's own configuration. */
  public static Properties properties(
      Map<String, Object> clients, Path stateDirectory, int threads) {
    Map<String, Object> config = new HashMap<>();
    // The most: what was published is committed at once, unless much is to be done.
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1_000);
    config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 128L << 20);
    config.put(StreamsConfig.producerPrefix("compression.type"), "lz4");
    config.put(StreamsConfig.producerPrefix("linger.ms"), 50);
    config.put(StreamsConfig.producerPrefix("batch.size"), 128 << 10);
    config.put(StreamsConfig.producerPrefix("transaction.timeout.ms"), 60_000);
    // A record that is too large to be written stops the ledger: a transaction cannot leave it out.
    config.put(StreamsConfig.producerPrefix("max.request.size"), LARGEST_RECORD);
    config.put(StreamsConfig.topicPrefix("max.message.bytes"), LARGEST_RECORD);
    config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
    config.putAll(clients);
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
    config.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    config.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, GroupProtocol.STREAMS.name());
    config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    config.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        UnreadableRecordHandler.class);
    config.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, Topics.DEAD_LETTER.name());
    config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocks.class);
    config.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
    Properties properties = new Properties();
    properties.putAll(config);
    return properties;
  }

  /** Starts; it comes up in the background. */
  public void start() {
    streams.start();
  }

  /** True when every thread has its tasks and works on them. */
  public boolean running() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /**
   * Bytes read from changelogs since the start: to restore state, and to keep copies of other
   * instances' state warm.
   */
  public double restoredBytes() {
    return streams.metrics().entrySet().stream()
        .filter(metric -> metric.getKey().name().equals("bytes-consumed-total"))
        .filter(metric -> metric.getKey().tags().keySet().equals(Set.of("client-id")))
        .filter(metric -> metric.getKey().tags().get("client-id").endsWith("restore-consumer"))
        .mapToDouble(metric -> (Double) metric.getValue().metricValue())
        .sum();
  }

  PartHealth health() {
    return watch.health();
  }

  @Override
  public void close() {
    metrics.close();
    streams.close(Duration.ofSeconds(30));
  }
}
