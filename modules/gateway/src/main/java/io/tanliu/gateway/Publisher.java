// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.wire.EditProof;
import io.tanliu.wire.EntityPartitioner;
import io.tanliu.wire.FrameMapping;
import io.tanliu.wire.KafkaClients;
import io.tanliu.wire.Topic;
import io.tanliu.wire.Topics;
import io.tanliu.wire.ValueSerdes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes records and returns when the cluster has acknowledged every one of them. */
final class Publisher implements AutoCloseable {
  private static final int MAX_REQUEST = 8 << 20;
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

  private final Map<String, Object> config;
  private final GatewaySettings settings;
  private final EditProof edits;
  private final Map<String, Serializer<?>> serializers = new ConcurrentHashMap<>();
  private final KafkaProducer<String, byte[]> producer;

  /**
   * @param config client configuration, also of the value serializer
   */
  Publisher(Map<String, Object> config, GatewaySettings settings) {
    this.config = Map.copyOf(config);
    this.settings = settings;
    this.edits = EditProof.of(config);
    this.producer = new KafkaProducer<>(producerConfig(config, settings));
  }

  /**
   * The record as bytes: whatever can go wrong with it goes wrong before anything is sent.
   *
   * @throws KafkaException when the schema registry does not answer
   */
  <V extends SpecificRecord> ProducerRecord<String, byte[]> record(
      Topic<V> topic, String key, V value) {
    @SuppressWarnings("unchecked")
    Serializer<V> serializer =
        (Serializer<V>)
            serializers.computeIfAbsent(
                topic.name(), name -> ValueSerdes.serializer(topic, config));
    return new ProducerRecord<>(topic.name(), key, serializer.serialize(topic.name(), value));
  }

  /** A frame as a record, with the proof that a change by hand came through a gateway. */
  ProducerRecord<String, byte[]> frame(ReadingFrame frame) {
    ProducerRecord<String, byte[]> record =
        record(Topics.READING_FRAME, frame.unit(), FrameMapping.toAvro(frame));
    edits.of(frame).ifPresent(proof -> record.headers().add(EditProof.HEADER, proof));
    return record;
  }

  /**
   * Sends records in their order.
   *
   * @return where each of them stands
   * @throws KafkaException when not all were acknowledged in time; some may still arrive
   */
  List<RecordMetadata> publish(List<ProducerRecord<String, byte[]>> records) {
    long deadline = System.nanoTime() + settings.ackTimeout().toNanos();
    List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
    for (ProducerRecord<String, byte[]> record : records) {
      if (System.nanoTime() > deadline) {
        throw late();
      }
      sent.add(producer.send(record));
    }
    List<RecordMetadata> acknowledged = new ArrayList<>(sent.size());
    for (Future<RecordMetadata> future : sent) {
      acknowledged.add(await(future, deadline));
    }
    return acknowledged;
  }

  /**
   * Sends records in their order; whether all of them were acknowledged is said once, later, on
   * another thread or on this one.
   */
  void send(List<ProducerRecord<String, byte[]>> records, Consumer<Boolean> all) {
    AtomicInteger open = new AtomicInteger(records.size());
    AtomicBoolean failed = new AtomicBoolean();
    for (ProducerRecord<String, byte[]> record : records) {
      try {
        var unused =
            producer.send(record, (metadata, failure) -> finish(open, failed, failure, all));
      } catch (KafkaException e) {
        finish(open, failed, e, all);
      }
    }
  }

  private static void finish(
      AtomicInteger open, AtomicBoolean failed, Exception failure, Consumer<Boolean> all) {
    if (failure != null) {
      failed.set(true);
    }
    if (open.decrementAndGet() == 0) {
      all.accept(!failed.get());
    }
  }

  private RecordMetadata await(Future<RecordMetadata> future, long deadline) {
    try {
      return future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw late();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }

  private org.apache.kafka.common.errors.TimeoutException late() {
    return new org.apache.kafka.common.errors.TimeoutException(
        "not acknowledged within " + settings.ackTimeout().toMillis() + " ms");
  }

  /** Number of partitions of a topic. */
  int partitions(String topic) {
    return producer.partitionsFor(topic).size();
  }

  /** Of a producer that waits for all replicas. */
  static Map<String, Object> producerConfig(Map<String, Object> config, GatewaySettings settings) {
    Map<String, Object> producerConfig = KafkaClients.only(config, ProducerConfig.configNames());
    int timeout = Math.toIntExact(settings.ackTimeout().toMillis());
    producerConfig.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    producerConfig.putAll(
        Map.of(
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.LINGER_MS_CONFIG,
            0,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            timeout,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            Math.max(timeout / 2, 1),
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            timeout,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            MAX_REQUEST,
            ProducerConfig.PARTITIONER_CLASS_CONFIG,
            EntityPartitioner.class,
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            StringSerializer.class,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            ByteArraySerializer.class));
    return new HashMap<>(producerConfig);
  }

  @Override
  public void close() {
    Duration timeout = settings.ackTimeout();
    producer.close(timeout.compareTo(LONGEST_CLOSE) > 0 ? LONGEST_CLOSE : timeout);
    serializers.values().forEach(Serializer::close);
  }
}
