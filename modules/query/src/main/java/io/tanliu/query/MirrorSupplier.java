// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps a global store and tells a listener, which keeps the decoded form. */
record MirrorSupplier(String store, MirrorListener listener)
    implements ProcessorSupplier<String, byte[], Void, Void> {

  @Override
  public Processor<String, byte[], Void, Void> get() {
    return new Mirror();
  }

  private final class Mirror implements Processor<String, byte[], Void, Void> {
    private KeyValueStore<String, byte[]> kept;

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      kept = context.getStateStore(store);
      try (KeyValueIterator<String, byte[]> all = kept.all()) {
        while (all.hasNext()) {
          KeyValue<String, byte[]> next = all.next();
          listener.changed(next.key, next.value);
        }
      }
    }

    @Override
    public void process(Record<String, byte[]> message) {
      if (message.key() != null) {
        kept.put(message.key(), message.value());
        listener.changed(message.key(), message.value());
      }
    }
  }
}
