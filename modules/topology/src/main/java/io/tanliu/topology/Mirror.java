// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import java.util.function.BiConsumer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps a topic whole in a global store and tells what stood in it and what comes. */
final class Mirror implements Processor<String, byte[], Void, Void> {
  private final String store;
  private final BiConsumer<String, byte[]> changed;
  private KeyValueStore<String, byte[]> kept;

  Mirror(String store, BiConsumer<String, byte[]> changed) {
    this.store = store;
    this.changed = changed;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    kept = context.getStateStore(store);
    try (KeyValueIterator<String, byte[]> all = kept.all()) {
      all.forEachRemaining(row -> changed.accept(row.key, row.value));
    }
  }

  @Override
  public void process(Record<String, byte[]> record) {
    if (record.key() != null) {
      kept.put(record.key(), record.value());
      changed.accept(record.key(), record.value());
    }
  }
}
