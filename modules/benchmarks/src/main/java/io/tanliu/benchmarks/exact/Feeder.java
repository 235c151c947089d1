// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks.exact;

import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.wire.EntityPartitioner;
import io.tanliu.wire.FrameMapping;
import io.tanliu.wire.Keys;
import io.tanliu.wire.TargetMapping;
import io.tanliu.wire.Topic;
import io.tanliu.wire.Topics;
import io.tanliu.wire.UnitMapping;
import io.tanliu.wire.ValueSerdes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends a story. It waits for a broker that is away, and sends nothing twice and nothing late. */
final class Feeder implements AutoCloseable {
  private final Map<String, Object> clients;
  private final KafkaProducer<String, byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  Feeder(Map<String, Object> clients) {
    this.clients = clients;
    Map<String, Object> config = new HashMap<>(clients);
    config.put("partitioner.class", EntityPartitioner.class);
    config.put("acks", "all");
    config.put("enable.idempotence", true);
    config.put("delivery.timeout.ms", 300_000);
    config.put("max.block.ms", 300_000);
    producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
  }

  /** Units and targets, acknowledged. */
  void define(Story story) {
    story
        .histories()
        .forEach(h -> send(bytes(Topics.REF_UNIT, h.unit().id(), UnitMapping.toAvro(h.unit()))));
    story
        .targets()
        .forEach(
            t ->
                send(
                    bytes(
                        Topics.REF_TARGET,
                        Keys.target(t.entity(), t.id()),
                        TargetMapping.toAvro(t))));
    flush();
  }

  /** The frames as records, made at once: the registry may be away later. */
  List<ProducerRecord<String, byte[]>> records(Story story) {
    return story.frames().stream().map(this::record).toList();
  }

  /** A frame as a record. */
  ProducerRecord<String, byte[]> record(ReadingFrame frame) {
    return bytes(Topics.READING_FRAME, frame.unit(), FrameMapping.toAvro(frame));
  }

  private <V extends SpecificRecord> ProducerRecord<String, byte[]> bytes(
      Topic<V> topic, String key, V value) {
    try (var serializer = ValueSerdes.serializer(topic, clients)) {
      return new ProducerRecord<>(topic.name(), key, serializer.serialize(topic.name(), value));
    }
  }

  void send(ProducerRecord<String, byte[]> record) {
    var unused =
        producer.send(
            record,
            (metadata, problem) -> {
              if (problem != null) {
                failure.compareAndSet(null, problem);
              }
            });
  }

  /** Waits until everything is acknowledged. */
  void flush() {
    producer.flush();
    if (failure.get() != null) {
      throw new IllegalStateException("input not written", failure.get());
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
