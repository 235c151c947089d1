// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** What the regions of a task have published for each hour, beside the sums of their units. */
final class RegionHours {
  private final long retention;
  private final TreeMap<String, TreeMap<Long, Long>> differing = new TreeMap<>();
  private final Map<String, Long> newest = new TreeMap<>();
  private KeyValueStore<Bytes, byte[]> rows;

  /** One hour of one region. */
  private record Row(long unjudged, Map<String, Long> sum, Map<String, Long> published) {
    private byte[] encode() {
      return AuditBytes.write(
          out -> {
            out.writeLong(unjudged);
            AuditBytes.amounts(out, sum);
            AuditBytes.amounts(out, published);
          });
    }

    private static Row decode(byte[] bytes) {
      return bytes == null
          ? new Row(0, new TreeMap<>(), new TreeMap<>())
          : AuditBytes.read(
              bytes, in -> new Row(in.readLong(), AuditBytes.amounts(in), AuditBytes.amounts(in)));
    }

    private boolean agrees() {
      return unjudged != 0 || sum.equals(published);
    }
  }

  /**
   * A difference.
   *
   * @param hour start of the hour, epoch milliseconds
   * @param quantity a quantity that differs
   * @param published what the region says
   * @param sum what its units say
   * @param since wall clock at which one of the two changed last
   */
  record Difference(long hour, String quantity, long published, long sum, long since) {}

  RegionHours(long retention) {
    this.retention = retention;
  }

  /** After a restart, every difference begins to be quiet anew. */
  void init(KeyValueStore<Bytes, byte[]> store, long now) {
    rows = store;
    differing.clear();
    newest.clear();
    try (KeyValueIterator<Bytes, byte[]> all = rows.all()) {
      all.forEachRemaining(
          row -> {
            String region = AuditKeys.entity(row.key);
            long hour = AuditKeys.hour(row.key);
            newest.merge(region, hour, Math::max);
            if (!Row.decode(row.value).agrees()) {
              differing.computeIfAbsent(region, r -> new TreeMap<>()).put(hour, now);
            }
          });
    }
  }

  void take(String region, AuditMessage message, long now) {
    long hour = message.hour();
    long before = newest.getOrDefault(region, Long.MIN_VALUE / 2);
    if (hour < before - retention) {
      return;
    }
    Bytes key = AuditKeys.row(region, hour);
    Row row = Row.decode(rows.get(key));
    Row changed;
    if (message.kind() == AuditMessage.Kind.PUBLISHED) {
      changed = new Row(row.unjudged(), row.sum(), message.amounts());
    } else {
      TreeMap<String, Long> sum = new TreeMap<>(row.sum());
      message.amounts().forEach((name, amount) -> sum.merge(name, amount, Math::addExact));
      sum.values().removeIf(amount -> amount == 0);
      changed = new Row(row.unjudged() + message.unjudged(), sum, row.published());
    }
    rows.put(key, changed.encode());
    TreeMap<Long, Long> differences = differing.computeIfAbsent(region, r -> new TreeMap<>());
    if (changed.agrees()) {
      differences.remove(hour);
    } else {
      differences.put(hour, now);
    }
    if (hour > before) {
      newest.put(region, hour);
      forget(region, hour - retention);
    }
  }

  private void forget(String region, long before) {
    List<Bytes> old = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> found =
        rows.range(AuditKeys.row(region, 0), AuditKeys.row(region, before - 1))) {
      found.forEachRemaining(row -> old.add(row.key));
    }
    old.forEach(rows::delete);
    differing.get(region).headMap(before).clear();
  }

  /** Regions that differ, or did at some time. */
  List<String> regions() {
    return List.copyOf(differing.keySet());
  }

  /** The first difference of a region that nobody has touched since a moment. */
  Optional<Difference> lasting(String region, long untouchedSince) {
    for (Map.Entry<Long, Long> hour : differing.getOrDefault(region, new TreeMap<>()).entrySet()) {
      if (hour.getValue() <= untouchedSince) {
        return Optional.of(difference(region, hour.getKey(), hour.getValue()));
      }
    }
    return Optional.empty();
  }

  /** True when at least one hour of a region differs, however lately. */
  boolean differs(String region) {
    return !differing.getOrDefault(region, new TreeMap<>()).isEmpty();
  }

  private Difference difference(String region, long hour, long since) {
    Row row = Row.decode(rows.get(AuditKeys.row(region, hour)));
    TreeMap<String, Long> all = new TreeMap<>(row.sum());
    all.putAll(row.published());
    for (String quantity : all.keySet()) {
      long sum = row.sum().getOrDefault(quantity, 0L);
      long published = row.published().getOrDefault(quantity, 0L);
      if (sum != published) {
        return new Difference(hour, quantity, published, sum, since);
      }
    }
    throw new IllegalStateException("no difference in " + region + " at " + hour);
  }
}
