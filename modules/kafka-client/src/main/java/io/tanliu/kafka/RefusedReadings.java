// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.kafka;

import io.tanliu.avro.RejectedReading;
import io.tanliu.wire.EntityPartitioner;
import io.tanliu.wire.KafkaClients;
import io.tanliu.wire.Topics;
import io.tanliu.wire.ValueSerdes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Follows the refused readings of one unit in tanliu.reading.rejected, without a consumer group.
 * For one thread.
 */
public final class RefusedReadings implements AutoCloseable {
  private final String unit;
  private final TopicPartition partition;
  private final KafkaConsumer<String, RejectedReading> consumer;

  private RefusedReadings(Map<String, ?> config, String unit) {
    this.unit = unit;
    Map<String, Object> settings =
        KafkaClients.only(new HashMap<>(config), ConsumerConfig.configNames());
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.remove(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG);
    settings.remove(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    Deserializer<RejectedReading> values =
        ValueSerdes.deserializer(Topics.READING_REJECTED, config);
    this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), values);
    String topic = Topics.READING_REJECTED.name();
    int partitions = KafkaClients.partitions(consumer, List.of(topic)).size();
    this.partition = new TopicPartition(topic, EntityPartitioner.partition(unit, partitions));
    consumer.assign(List.of(partition));
  }

  /**
   * Begins behind everything that was refused before a moment.
   *
   * @param config settings of a Kafka consumer and of the schema registry in one map
   * @param since what was written before it is not given
   * @throws org.apache.kafka.common.KafkaException when the cluster does not answer
   */
  public static RefusedReadings open(Map<String, ?> config, String unit, Instant since) {
    RefusedReadings readings = new RefusedReadings(config, unit);
    readings.seek(since);
    return readings;
  }

  private void seek(Instant since) {
    OffsetAndTimestamp found =
        consumer.offsetsForTimes(Map.of(partition, since.toEpochMilli())).get(partition);
    if (found == null) {
      consumer.seekToEnd(List.of(partition));
      consumer.position(partition);
    } else {
      consumer.seek(partition, found.offset());
    }
  }

  /**
   * The next refused readings of the unit; empty when there are none within the time. A reading of
   * a frame is judged within a second or so after the frame was written, when the ledger runs.
   *
   * @throws org.apache.kafka.common.KafkaException when the cluster does not answer
   */
  public List<RefusedReading> poll(Duration timeout) {
    List<RefusedReading> refused = new ArrayList<>();
    for (ConsumerRecord<String, RejectedReading> record : consumer.poll(timeout)) {
      if (record.value() != null && record.value().getUnit().equals(unit)) {
        refused.add(reading(record.value()));
      }
    }
    return refused;
  }

  private static RefusedReading reading(RejectedReading record) {
    return new RefusedReading(
        record.getFrameId(),
        record.getIndex(),
        Optional.ofNullable(record.getPoint()),
        Optional.ofNullable(record.getTime()),
        record.getCode(),
        record.getField(),
        record.getValue(),
        record.getExpected(),
        record.getStage(),
        record.getRejectedAt());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
