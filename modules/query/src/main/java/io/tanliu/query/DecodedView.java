// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The decoded form of a topic that every instance keeps whole. A record that cannot be decoded, for
 * instance while the registry is away, is set aside and tried again.
 *
 * @param <V> decoded form
 */
final class DecodedView<V> implements MirrorListener {
  private static final Logger LOG = LoggerFactory.getLogger(DecodedView.class);

  /** Is told of what changed. */
  @FunctionalInterface
  interface Observer<V> {
    /** From {@code before} to {@code after}; null where there is none. */
    void changed(V before, V after);
  }

  private final String topic;
  private final Function<byte[], V> decoder;
  private final Observer<V> observer;
  private final Map<String, V> values = new ConcurrentSkipListMap<>();
  private final Map<String, byte[]> setAside = new ConcurrentHashMap<>();

  DecodedView(String topic, Function<byte[], V> decoder, Observer<V> observer) {
    this.topic = topic;
    this.decoder = decoder;
    this.observer = observer;
  }

  DecodedView(String topic, Function<byte[], V> decoder) {
    this(topic, decoder, (before, after) -> {});
  }

  @Override
  public synchronized void changed(String key, byte[] value) {
    if (value == null) {
      setAside.remove(key);
      tell(values.remove(key), null);
      return;
    }
    try {
      V decoded = decoder.apply(value);
      setAside.remove(key);
      tell(values.put(key, decoded), decoded);
    } catch (RuntimeException e) {
      if (setAside.put(key, value) == null) {
        LOG.warn("{}: cannot read the record of key '{}', will try again", topic, key, e);
      }
    }
  }

  private void tell(V before, V after) {
    if (before != null || after != null) {
      observer.changed(before, after);
    }
  }

  /** Tries again what could not be decoded. */
  void retry() {
    setAside.forEach(this::changed);
  }

  Optional<V> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** All values, in the order of the keys. */
  Collection<V> all() {
    return values.values();
  }

  /** Records that could not be decoded yet. */
  int undecoded() {
    return setAside.size();
  }
}
