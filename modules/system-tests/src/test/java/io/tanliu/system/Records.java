// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import io.tanliu.wire.EntityPartitioner;
import io.tanliu.wire.Topic;
import io.tanliu.wire.TopicScan;
import io.tanliu.wire.ValueSerdes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** What stands in the topics, read with a plain consumer that sees only committed records. */
final class Records {
  private final Map<String, Object> config;

  Records(String bootstrap, String registryUrl) {
    config = Map.of("bootstrap.servers", bootstrap, "schema.registry.url", registryUrl);
  }

  /** All records of a topic, each partition in its order. */
  <V extends SpecificRecord> List<ConsumerRecord<String, V>> all(Topic<V> topic) {
    return new TopicScan(config).all(topic);
  }

  /** The newest value of each key. */
  <V extends SpecificRecord> Map<String, V> newest(Topic<V> topic) {
    return new TopicScan(config).newest(topic);
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
