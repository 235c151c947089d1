// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.tanliu.wire.Keys;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps a global store and tells a listener, which keeps the decoded form.
 *
 * @param most how many records are kept: the newest by the moment in the key's second part
 */
record MirrorSupplier(String store, MirrorListener listener, int most)
    implements ProcessorSupplier<String, byte[], Void, Void> {
  /** Of topics that are compacted: as many as there are keys. */
  static final int ALL = Integer.MAX_VALUE;

  private static final Comparator<String> MOMENT =
      Comparator.comparing(MirrorSupplier::moment).thenComparing(Comparator.naturalOrder());

  private static String moment(String key) {
    int from = key.indexOf(Keys.SEPARATOR) + 1;
    int to = key.indexOf(Keys.SEPARATOR, from);
    return key.substring(from, to < 0 ? key.length() : to);
  }

  @Override
  public Processor<String, byte[], Void, Void> get() {
    return new Mirror();
  }

  private final class Mirror implements Processor<String, byte[], Void, Void> {
    private final NavigableSet<String> byMoment = new TreeSet<>(MOMENT);
    private KeyValueStore<String, byte[]> kept;

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      kept = context.getStateStore(store);
      try (KeyValueIterator<String, byte[]> all = kept.all()) {
        while (all.hasNext()) {
          KeyValue<String, byte[]> next = all.next();
          listener.changed(next.key, next.value);
          count(next.key, next.value);
        }
      }
      forget();
    }

    private void count(String key, byte[] value) {
      if (most == ALL) {
        return;
      }
      if (value == null) {
        byMoment.remove(key);
      } else {
        byMoment.add(key);
      }
    }

    private void forget() {
      while (byMoment.size() > most) {
        String oldest = byMoment.pollFirst();
        kept.delete(oldest);
        listener.changed(oldest, null);
      }
    }

    @Override
    public void process(Record<String, byte[]> message) {
      if (message.key() != null) {
        kept.put(message.key(), message.value());
        listener.changed(message.key(), message.value());
        count(message.key(), message.value());
        forget();
      }
    }
  }
}
