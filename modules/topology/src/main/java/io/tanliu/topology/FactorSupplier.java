// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps the topic of factors whole in every instance and tells the desk. */
record FactorSupplier(FactorDesk desk) implements ProcessorSupplier<String, byte[], Void, Void> {

  @Override
  public Processor<String, byte[], Void, Void> get() {
    return new Mirror();
  }

  private final class Mirror implements Processor<String, byte[], Void, Void> {
    private KeyValueStore<String, byte[]> kept;

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      kept = context.getStateStore(FactorDesk.STORE);
      try (KeyValueIterator<String, byte[]> all = kept.all()) {
        all.forEachRemaining(row -> desk.changed(row.key, row.value));
      }
    }

    @Override
    public void process(Record<String, byte[]> record) {
      if (record.key() != null) {
        kept.put(record.key(), record.value());
        desk.changed(record.key(), record.value());
      }
    }
  }
}
