// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.tanliu.wire.Keys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Keeps every change of the alerts of an entity in the order of the log, for as long as its topic
 * does. Nothing is decoded.
 */
final class AlertHistorySupplier implements ProcessorSupplier<String, byte[], Void, Void> {
  /** As long as the topic keeps them. */
  private static final long KEPT = Duration.ofDays(400).toMillis();

  @Override
  public Processor<String, byte[], Void, Void> get() {
    return new Keeper();
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(QueryTopology.HISTORY),
            Serdes.String(),
            Serdes.ByteArray()));
  }

  /** Key of a change: sorts by the entity, then by the place in the log. */
  private static String key(String entity, long time, long offset) {
    return entity + Keys.SEPARATOR + String.format(Locale.ROOT, "%013d|%019d", time, offset);
  }

  private static final class Keeper implements Processor<String, byte[], Void, Void> {
    private ProcessorContext<Void, Void> context;
    private KeyValueStore<String, byte[]> store;

    @Override
    public void init(ProcessorContext<Void, Void> processorContext) {
      context = processorContext;
      store = context.getStateStore(QueryTopology.HISTORY);
    }

    @Override
    public void process(Record<String, byte[]> record) {
      if (record.key() == null || record.value() == null) {
        return;
      }
      String entity = Keys.entity(record.key());
      long offset = context.recordMetadata().map(place -> place.offset()).orElse(0L);
      store.put(key(entity, record.timestamp(), offset), record.value());
      forget(entity, record.timestamp() - KEPT);
    }

    private void forget(String entity, long before) {
      List<String> old = new ArrayList<>();
      try (KeyValueIterator<String, byte[]> rows =
          store.range(key(entity, 0, 0), key(entity, Math.max(0, before), 0))) {
        rows.forEachRemaining(row -> old.add(row.key));
      }
      old.forEach(store::delete);
    }
  }
}
