// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import io.tanliu.wire.EntityPartitioner;
import io.tanliu.wire.Topic;
import io.tanliu.wire.ValueSerdes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What stands in the topics, read with a plain consumer that sees only committed records. */
final class Records {
  private static final long LONGEST_NANOS = Duration.ofSeconds(60).toNanos();

  private final Map<String, Object> config;

  Records(String bootstrap, String registryUrl) {
    config =
        Map.of(
            "bootstrap.servers", bootstrap,
            "schema.registry.url", registryUrl,
            "isolation.level", "read_committed");
  }

  /** All records of a topic, each partition in its order. */
  <V extends SpecificRecord> List<ConsumerRecord<String, V>> all(Topic<V> topic) {
    try (KafkaConsumer<String, V> consumer =
        new KafkaConsumer<>(
            config, new StringDeserializer(), ValueSerdes.deserializer(topic, config))) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<String, V>> found = new ArrayList<>();
      long deadline = System.nanoTime() + LONGEST_NANOS;
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError(topic.name() + " could not be read to its end");
        }
        consumer.poll(Duration.ofMillis(200)).forEach(found::add);
      }
      return found;
    }
  }

  /** The newest value of each key. */
  <V extends SpecificRecord> Map<String, V> newest(Topic<V> topic) {
    Map<String, V> newest = new LinkedHashMap<>();
    all(topic).forEach(record -> newest.put(record.key(), record.value()));
    return newest;
  }

  /** Writes one record. */
  <V extends SpecificRecord> void put(Topic<V> topic, String key, V value) {
    Map<String, Object> producing = new HashMap<>(config);
    producing.put("partitioner.class", EntityPartitioner.class);
    try (KafkaProducer<String, V> producer =
        new KafkaProducer<>(
            producing, new StringSerializer(), ValueSerdes.serializer(topic, config))) {
      producer.send(new ProducerRecord<>(topic.name(), key, value));
      producer.flush();
    }
  }
}
