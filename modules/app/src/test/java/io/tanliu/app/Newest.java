// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.wire.Topic;
import io.tanliu.wire.ValueSerdes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads on in a topic: everything in its order, and the newest committed value of each key. */
final class Newest<V extends SpecificRecord> implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);

  private final KafkaConsumer<String, V> consumer;
  private final List<ConsumerRecord<String, V>> all = new ArrayList<>();
  private final TreeMap<String, V> newest = new TreeMap<>();

  Newest(Topic<V> topic, Map<String, Object> clients) {
    Map<String, Object> config = new HashMap<>(clients);
    config.put("isolation.level", "read_committed");
    consumer =
        new KafkaConsumer<>(
            config, new StringDeserializer(), ValueSerdes.deserializer(topic, config));
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.name()).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** The newest value of each key by now. */
  Map<String, V> byKey() {
    read();
    return newest;
  }

  /** Everything by now. */
  List<ConsumerRecord<String, V>> all() {
    read();
    return all;
  }

  private void read() {
    for (var records = consumer.poll(POLL); !records.isEmpty(); records = consumer.poll(POLL)) {
      records.forEach(
          record -> {
            all.add(record);
            if (record.value() == null) {
              newest.remove(record.key());
            } else {
              newest.put(record.key(), record.value());
            }
          });
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
