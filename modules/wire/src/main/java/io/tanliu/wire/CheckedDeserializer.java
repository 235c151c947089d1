// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/** Refuses a record of another type here, where topic and type are known, not in a later cast. */
final class CheckedDeserializer<V> implements Deserializer<V> {
  private final Deserializer<?> inner;
  private final Class<V> type;

  CheckedDeserializer(Deserializer<?> inner, Class<V> type) {
    this.inner = inner;
    this.type = type;
  }

  @Override
  public void configure(Map<String, ?> config, boolean isKey) {
    inner.configure(config, isKey);
  }

  @Override
  public V deserialize(String topic, byte[] bytes) {
    return checked(topic, inner.deserialize(topic, bytes));
  }

  @Override
  public V deserialize(String topic, Headers headers, byte[] bytes) {
    return checked(topic, inner.deserialize(topic, headers, bytes));
  }

  private V checked(String topic, Object value) {
    if (value == null || type.isInstance(value)) {
      return type.cast(value);
    }
    throw new SerializationException(
        "Topic "
            + topic
            + ": "
            + value.getClass().getName()
            + " (expected: "
            + type.getName()
            + ")");
  }

  @Override
  public void close() {
    inner.close();
  }
}
