// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import io.tanliu.wire.EntityPartitioner;
import io.tanliu.wire.KafkaClients;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka clients as the notifier needs them, from one configuration for all. */
final class Clients {
  /** Consumer group of a receiver: its progress is that of nobody else. */
  static final String GROUP_PREFIX = "tanliu-notifier.";

  private static final int SECONDS = 1_000;

  private Clients() {}

  /** Reads whole topics, without a group. */
  static KafkaConsumer<String, byte[]> follower(Map<String, Object> config) {
    Map<String, Object> own = KafkaClients.only(config, ConsumerConfig.configNames());
    own.remove(ConsumerConfig.GROUP_ID_CONFIG);
    own.putAll(consumer());
    return new KafkaConsumer<>(own);
  }

  /** Reads notices for one receiver, one at a time, together with the other instances. */
  static KafkaConsumer<String, byte[]> member(Map<String, Object> config, String receiver) {
    Map<String, Object> own = KafkaClients.only(config, ConsumerConfig.configNames());
    own.putAll(consumer());
    own.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP_PREFIX + receiver);
    own.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    own.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 1 << 20);
    own.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 256 << 10);
    own.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 15 * SECONDS);
    own.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3 * SECONDS);
    own.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    return new KafkaConsumer<>(own);
  }

  private static Map<String, Object> consumer() {
    Map<String, Object> consumer = new HashMap<>();
    consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    consumer.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15 * SECONDS);
    consumer.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
    consumer.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return consumer;
  }

  /** Writes deliveries. */
  static KafkaProducer<String, byte[]> producer(Map<String, Object> config) {
    Map<String, Object> own = KafkaClients.only(config, ProducerConfig.configNames());
    own.put(ProducerConfig.ACKS_CONFIG, "all");
    own.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    own.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    own.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10 * SECONDS);
    own.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5 * SECONDS);
    own.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10 * SECONDS);
    own.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
    own.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    own.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, EntityPartitioner.class);
    return new KafkaProducer<>(own);
  }
}
