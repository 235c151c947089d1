// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

import io.tanliu.wire.EntityPartitioner;
import io.tanliu.wire.KafkaClients;
import io.tanliu.wire.Topic;
import io.tanliu.wire.Topics;
import io.tanliu.wire.ValueSerdes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes keys, their uses and the record of changes and refusals. */
final class Records implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Records.class);
  private static final int TIMEOUT_MILLIS = 10_000;

  private final Map<String, Serializer<?>> serializers = new HashMap<>();
  private final KafkaProducer<String, byte[]> producer;

  /**
   * @param config client configuration, also of the value serializer
   */
  Records(Map<String, Object> config) {
    for (Topic<?> topic : java.util.List.of(Topics.REF_KEY, Topics.KEY_USE, Topics.AUDIT_EVENT)) {
      serializers.put(topic.name(), ValueSerdes.serializer(topic, config));
    }
    Map<String, Object> own = KafkaClients.only(config, ProducerConfig.configNames());
    own.putAll(
        Map.of(
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            TIMEOUT_MILLIS,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            TIMEOUT_MILLIS / 2,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            3 * TIMEOUT_MILLIS,
            ProducerConfig.PARTITIONER_CLASS_CONFIG,
            EntityPartitioner.class,
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            StringSerializer.class,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            ByteArraySerializer.class));
    producer = new KafkaProducer<>(own);
  }

  /**
   * Writes and waits until the cluster has it.
   *
   * @param value null to delete
   * @throws KafkaException when it does not say so in time
   */
  <V extends SpecificRecord> RecordMetadata write(Topic<V> topic, String key, V value) {
    try {
      return producer
          .send(record(topic, key, value))
          .get(3L * TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
    } catch (TimeoutException e) {
      throw new org.apache.kafka.common.errors.TimeoutException("not acknowledged", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }

  /** Writes without waiting; what fails is told to the log. */
  <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
    try {
      var unused =
          producer.send(
              record(topic, key, value),
              (metadata, failure) -> {
                if (failure != null) {
                  LOG.error("Not written to {}: {}", topic.name(), failure.getMessage());
                }
              });
    } catch (KafkaException e) {
      LOG.error("Not written to {}: {}", topic.name(), e.getMessage());
    }
  }

  private <V extends SpecificRecord> ProducerRecord<String, byte[]> record(
      Topic<V> topic, String key, V value) {
    @SuppressWarnings("unchecked")
    Serializer<V> serializer = (Serializer<V>) serializers.get(topic.name());
    return new ProducerRecord<>(
        topic.name(), key, value == null ? null : serializer.serialize(topic.name(), value));
  }

  @Override
  public void close() {
    producer.close(Duration.ofMillis(TIMEOUT_MILLIS));
    serializers.values().forEach(Serializer::close);
  }
}
