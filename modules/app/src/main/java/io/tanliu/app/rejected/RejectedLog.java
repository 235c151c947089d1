// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.rejected;

import io.tanliu.avro.RejectedReading;
import io.tanliu.wire.TopicScan;
import io.tanliu.wire.Topics;
import io.tanliu.wire.ValueSerdes;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** The refused readings of a cluster. */
public final class RejectedLog implements AutoCloseable {
  private static final String TOPIC = Topics.READING_REJECTED.name();

  private static final Comparator<RejectedRecord> BY_TIME =
      Comparator.comparing((RejectedRecord r) -> r.reading().getRejectedAt())
          .thenComparing(RejectedRecord::id);

  private final TopicScan scan;
  private final RecordsAt places;
  private final Deserializer<RejectedReading> values;

  /**
   * @param clients configuration of Kafka clients and registry
   */
  public RejectedLog(Map<String, Object> clients) {
    scan = new TopicScan(clients);
    places = new RecordsAt(clients);
    values = ValueSerdes.deserializer(Topics.READING_REJECTED, clients);
  }

  /**
   * Some of the refused readings.
   *
   * @param records those that were kept
   * @param matched how many matched, also those that were not kept
   */
  public record Found(List<RejectedRecord> records, long matched) {}

  /**
   * Some of the records that match, in the order of the log: of each unit, the order of refusal.
   *
   * @param limit most records that are kept
   * @param newest true to keep the last refused, false to keep the first
   */
  public Found find(RejectedFilter filter, int limit, boolean newest) {
    // The one to give up first is at the head.
    PriorityQueue<RejectedRecord> kept = new PriorityQueue<>(newest ? BY_TIME : BY_TIME.reversed());
    long[] matched = {0};
    scan.all(
        TOPIC,
        record -> {
          RejectedRecord rejected = decode(record);
          if (filter.test(rejected.reading())) {
            matched[0]++;
            kept.add(rejected);
            if (kept.size() > limit) {
              kept.poll();
            }
          }
        });
    return new Found(
        kept.stream().sorted(Comparator.comparing(RejectedRecord::id)).toList(), matched[0]);
  }

  /** The records at some places, in the order of the log; without those that are not there. */
  public List<RejectedRecord> at(Collection<RecordId> ids) {
    return places.of(TOPIC, ids).values().stream()
        .map(this::decode)
        .sorted(Comparator.comparing(RejectedRecord::id))
        .toList();
  }

  private RejectedRecord decode(ConsumerRecord<byte[], byte[]> record) {
    return new RejectedRecord(
        new RecordId(record.partition(), record.offset()),
        values.deserialize(record.topic(), record.value()));
  }

  @Override
  public void close() {
    values.close();
  }
}
