// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.kafka;

import io.tanliu.domain.reading.FrameRules;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.wire.EntityPartitioner;
import io.tanliu.wire.FrameMapping;
import io.tanliu.wire.KafkaClients;
import io.tanliu.wire.Topics;
import io.tanliu.wire.ValueSerdes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes readings to tanliu.reading.frame: keyed by the unit, in frames of at most 1 000 readings,
 * by an idempotent producer that waits for all replicas. May be used by several threads.
 */
public final class FrameProducer implements AutoCloseable {
  private final String source;
  private final Clock clock;
  private final Serializer<io.tanliu.avro.ReadingFrame> values;
  private final KafkaProducer<String, byte[]> producer;

  private FrameProducer(Map<String, ?> config, String source, Clock clock) {
    if (!FrameRules.oneLine(source, FrameRules.MAX_NAME)) {
      throw new IllegalArgumentException(
          "source: " + source + " (expected: 1 to " + FrameRules.MAX_NAME + " characters)");
    }
    this.source = source;
    this.clock = clock;
    this.values = ValueSerdes.serializer(Topics.READING_FRAME, config);
    this.producer =
        new KafkaProducer<>(settings(config), new StringSerializer(), new ByteArraySerializer());
  }

  /**
   * Connects.
   *
   * @param config settings of a Kafka producer (bootstrap.servers, security) and of the schema
   *     registry (schema.registry.url ...) in one map; what makes writing safe is set here
   * @param source which system writes, 1 to 64 characters; it stands in every frame
   * @throws KafkaException when the configuration is no good
   */
  public static FrameProducer open(Map<String, ?> config, String source) {
    return open(config, source, Clock.systemUTC());
  }

  /** The same with a clock of one's own, by which frames say when they were made. */
  public static FrameProducer open(Map<String, ?> config, String source, Clock clock) {
    return new FrameProducer(config, source, clock);
  }

  private static Map<String, Object> settings(Map<String, ?> config) {
    Map<String, Object> settings =
        KafkaClients.only(new HashMap<>(config), ProducerConfig.configNames());
    settings.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, EntityPartitioner.class);
    settings.remove(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG);
    settings.remove(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);
    return settings;
  }

  /**
   * Writes a batch and waits until the cluster has all of it.
   *
   * @return its frames in their order
   * @throws KafkaException when the cluster or the registry does not take it in time: some frames
   *     may stand there, and the same batch may be sent again
   * @throws InterruptedException when the thread is interrupted while it waits
   */
  public List<SentFrame> send(ReadingBatch batch) throws InterruptedException {
    List<ReadingFrame> frames = batch.frames(source, clock.millis());
    List<ProducerRecord<String, byte[]>> records = frames.stream().map(this::record).toList();
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    records.forEach(record -> sent.add(producer.send(record)));
    List<SentFrame> stand = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      RecordMetadata metadata = await(sent.get(i));
      ReadingFrame frame = frames.get(i);
      stand.add(
          new SentFrame(
              frame.frameId(), frame.readings().size(), metadata.partition(), metadata.offset()));
    }
    return stand;
  }

  private ProducerRecord<String, byte[]> record(ReadingFrame frame) {
    String topic = Topics.READING_FRAME.name();
    return new ProducerRecord<>(
        topic, frame.unit(), values.serialize(topic, FrameMapping.toAvro(frame)));
  }

  private static RecordMetadata await(Future<RecordMetadata> sent) throws InterruptedException {
    try {
      return sent.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
    }
  }

  @Override
  public void close() {
    producer.close();
    values.close();
  }
}
