// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.LagInfo;
import org.apache.kafka.streams.errors.StreamsException;

/**
 * How many records of the logs the stores of this instance have not read yet, as of a second ago at
 * most.
 */
final class Lag {
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final String GROUP = "consumer-fetch-manager-metrics";
  private static final String NAME = "records-lag";

  private final Supplier<KafkaStreams> streams;
  private final BooleanSupplier reachable;
  private final Once<Kept> kept = new Once<>(before -> look());
  private final Once<Map<String, Map<Integer, LagInfo>>> copies = new Once<>(this::compare);

  /**
   * @param streams the running instance; throws a {@link Problem} while there is none
   * @param reachable whether the cluster answers
   */
  Lag(Supplier<KafkaStreams> streams, BooleanSupplier reachable) {
    this.streams = streams;
    this.reachable = reachable;
  }

  /**
   * What the consumers of the instance have not yet read.
   *
   * @param partitions by topic and partition, of the stores that this instance keeps
   * @param whole the most of any topic that every instance keeps whole
   * @param settled false while partitions are being shared out
   */
  private record Kept(Map<String, Long> partitions, long whole, boolean settled) {
    OptionalLong of(String topic, int partition) {
      Long behind = partitions.get(topic + "-" + partition);
      if (behind != null) {
        return OptionalLong.of(behind);
      }
      // A consumer that never read anything counts nothing: there was nothing to read.
      return settled ? OptionalLong.of(0) : OptionalLong.empty();
    }
  }

  /** Of a store that this instance keeps: records that were not yet fetched from its topic. */
  OptionalLong ofKept(String topic, int partition) {
    return kept.get().of(topic, partition);
  }

  /** The most of any topic that every instance keeps whole; empty while nobody can know. */
  OptionalLong ofWhole() {
    return reachable.getAsBoolean() ? OptionalLong.of(kept.get().whole()) : OptionalLong.empty();
  }

  /**
   * Of a warm copy: offsets between it and the end of its log, of which marks of transactions are
   * no records. Empty when there is no such copy here, or less than half of its log was read.
   */
  OptionalLong ofCopy(String store, int partition) {
    LagInfo info = copies.get().getOrDefault(store, Map.of()).get(partition);
    boolean filled = info != null && info.offsetLag() <= info.currentOffsetPosition();
    return filled ? OptionalLong.of(info.offsetLag()) : OptionalLong.empty();
  }

  private Kept look() {
    KafkaStreams now = streams.get();
    Map<String, Long> partitions = new HashMap<>();
    long whole = 0;
    for (Map.Entry<MetricName, ? extends Metric> each : now.metrics().entrySet()) {
      MetricName name = each.getKey();
      if (name.name().equals(NAME) && name.group().equals(GROUP)) {
        String client = name.tags().getOrDefault("client-id", "");
        long behind = records(each.getValue());
        if (client.endsWith("-global-consumer")) {
          whole = Math.max(whole, behind);
        } else if (client.endsWith("-consumer") && !client.endsWith("-restore-consumer")) {
          partitions.put(name.tags().get("topic") + "-" + name.tags().get("partition"), behind);
        }
      }
    }
    return new Kept(partitions, whole, now.state() == KafkaStreams.State.RUNNING);
  }

  private static long records(Metric metric) {
    return metric.metricValue() instanceof Double value && value > 0 ? value.longValue() : 0;
  }

  /** The brokers are asked; while they do not answer, what was known stands. */
  private Map<String, Map<Integer, LagInfo>> compare(Map<String, Map<Integer, LagInfo>> before) {
    if (!reachable.getAsBoolean()) {
      return before == null ? Map.of() : before;
    }
    try {
      return streams.get().allLocalStorePartitionLags();
    } catch (StreamsException e) {
      return Map.of();
    }
  }

  /** Found out at most once a second, by whoever asks first. */
  private static final class Once<T> {
    private final UnaryOperator<T> find;
    private T found;
    private long at;

    Once(UnaryOperator<T> find) {
      this.find = find;
    }

    synchronized T get() {
      if (found == null || System.nanoTime() - at > FRESH_NANOS) {
        found = find.apply(found);
        at = System.nanoTime();
      }
      return found;
    }
  }
}
