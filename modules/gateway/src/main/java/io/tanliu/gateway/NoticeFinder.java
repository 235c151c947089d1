// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.wire.EntityPartitioner;
import io.tanliu.wire.TopicReader;
import io.tanliu.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Finds a notice in its topic, where it stands at its moment. */
final class NoticeFinder {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, Object> config;

  /**
   * @param config of Kafka clients
   */
  NoticeFinder(Map<String, Object> config) {
    this.config = TopicReader.consumer(config);
  }

  /**
   * The bytes of a notice; empty when there is none of that id, or not any more.
   *
   * @param at its moment, epoch milliseconds
   * @throws org.apache.kafka.common.KafkaException when the cluster does not answer
   */
  Optional<byte[]> find(String id, long at) {
    try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(config)) {
      int count = consumer.partitionsFor(Topics.ALERT_NOTICE.name()).size();
      TopicPartition partition =
          new TopicPartition(Topics.ALERT_NOTICE.name(), EntityPartitioner.partition(id, count));
      consumer.assign(List.of(partition));
      OffsetAndTimestamp first = consumer.offsetsForTimes(Map.of(partition, at)).get(partition);
      if (first == null) {
        return Optional.empty();
      }
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      consumer.seek(partition, first.offset());
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          if (id.equals(record.key()) && record.value() != null) {
            return Optional.of(record.value());
          }
        }
      }
      return Optional.empty();
    }
  }
}
