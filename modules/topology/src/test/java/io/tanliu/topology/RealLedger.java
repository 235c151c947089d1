// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.embedded.EmbeddedCluster;
import io.tanliu.testkit.TestFactors;
import io.tanliu.wire.EntityPartitioner;
import io.tanliu.wire.Topic;
import io.tanliu.wire.TopicScan;
import io.tanliu.wire.Topics;
import io.tanliu.wire.ValueSerdes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.GroupProtocol;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;

/** A real broker with a registry, instances of the ledger on it, and clients. */
final class RealLedger implements AutoCloseable {
  private final EmbeddedCluster cluster;
  private final Path dir;
  private final KafkaProducer<String, byte[]> producer;
  private final Map<String, KafkaStreams> instances = new HashMap<>();
  private final Map<String, Serializer<? extends SpecificRecord>> serializers = new HashMap<>();

  RealLedger(Path dir, int partitions) {
    this.dir = dir;
    this.cluster = EmbeddedCluster.start(dir.resolve("broker"), partitions);
    Map<String, Object> config = new HashMap<>(cluster.clientConfig());
    config.put("partitioner.class", EntityPartitioner.class);
    config.put("acks", "all");
    this.producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
  }

  /** Starts an instance; a name that was used before finds its old state directory. */
  void start(String name) {
    LedgerSettings settings =
        new LedgerSettings(LedgerDriver.ZONE, Duration.ofDays(45), Duration.ofMillis(200));
    LedgerTopology topology =
        new LedgerTopology(
            settings,
            new TestFactors(),
            LedgerDriver.MEMBERSHIP,
            LedgerDriver.RULES,
            serdes(),
            new SimpleMeterRegistry());
    start(name, "ledger-on-broker", topology.get());
  }

  /** Values as the embedded registry knows them. */
  LedgerTopology.ValueSerde serdes() {
    return new LedgerTopology.ValueSerde() {
      @Override
      public <V extends SpecificRecord> Serde<V> of(Topic<V> topic) {
        return ValueSerdes.of(topic, cluster.clientConfig());
      }

      @Override
      public Deserializer<ReadingFrame> frames() {
        return ValueSerdes.frames(cluster.clientConfig());
      }
    };
  }

  /** Starts an instance of another application. */
  void start(String name, String application, Topology topology) {
    Properties config = new Properties();
    config.putAll(cluster.clientConfig());
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
    config.put(StreamsConfig.CLIENT_ID_CONFIG, name);
    config.put(StreamsConfig.STATE_DIR_CONFIG, dir.resolve(name).toString());
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    config.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, GroupProtocol.STREAMS.name());
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 16L << 20);
    config.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        LogAndContinueExceptionHandler.class);
    config.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, Topics.DEAD_LETTER.name());
    // What goes between the parts of a topology can be read by a test as long as it runs.
    config.put(StreamsConfig.REPARTITION_PURGE_INTERVAL_MS_CONFIG, Duration.ofHours(1).toMillis());
    config.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
    KafkaStreams streams = new KafkaStreams(topology, config);
    instances.put(name, streams);
    streams.start();
  }

  /** Closes an instance, which leaves its state directory behind. */
  void stop(String name) {
    instances.remove(name).close(Duration.ofSeconds(30));
  }

  KafkaStreams.State state(String name) {
    return instances.get(name).state();
  }

  <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
    sendBytes(topic.name(), key, bytes(topic, value));
  }

  /** Writes a record of a log time, which may lie ahead. */
  <V extends SpecificRecord> void send(Topic<V> topic, String key, V value, Instant at) {
    producer.send(
        new ProducerRecord<>(topic.name(), null, at.toEpochMilli(), key, bytes(topic, value)));
  }

  @SuppressWarnings("unchecked")
  private <V extends SpecificRecord> byte[] bytes(Topic<V> topic, V value) {
    Serializer<V> serializer =
        (Serializer<V>)
            serializers.computeIfAbsent(
                topic.name(), t -> ValueSerdes.serializer(topic, cluster.clientConfig()));
    return serializer.serialize(topic.name(), value);
  }

  void sendBytes(String topic, String key, byte[] value) {
    producer.send(new ProducerRecord<>(topic, key, value));
  }

  void flush() {
    producer.flush();
  }

  /** All committed records of a topic so far, in the order of each partition. */
  <V extends SpecificRecord> List<ConsumerRecord<String, V>> read(Topic<V> topic) {
    return new TopicScan(cluster.clientConfig()).all(topic);
  }

  /** All committed records of a topic of plain bytes, or of one that is not in the catalogue. */
  List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    new TopicScan(cluster.clientConfig()).all(topic, records::add);
    return records;
  }

  /** Newest value per key. */
  <V extends SpecificRecord> Map<String, V> newest(Topic<V> topic) {
    return new TopicScan(cluster.clientConfig()).newest(topic);
  }

  @Override
  public void close() {
    instances.values().forEach(streams -> streams.close(Duration.ofSeconds(30)));
    serializers.values().forEach(Serializer::close);
    producer.close();
    cluster.close();
  }
}
