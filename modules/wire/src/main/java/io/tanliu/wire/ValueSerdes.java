// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.domain.reading.ReadingFrame;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Serdes for record values, of the classes that the configuration names. {@code
 * io.confluent.kafka.serializers.KafkaAvroSerializer} and {@code KafkaAvroDeserializer} can stand
 * in the place of Tanliu's own; they read the same keys.
 */
public final class ValueSerdes {
  /** Key of the serializer's class name; default {@link RegistryAvroSerializer}. */
  public static final String SERIALIZER = "tanliu.value.serializer";

  /** Key of the deserializer's class name; default {@link RegistryAvroDeserializer}. */
  public static final String DESERIALIZER = "tanliu.value.deserializer";

  static {
    TrustedClasses.ensure();
  }

  private ValueSerdes() {}

  /**
   * The serde of a topic's values.
   *
   * @param config client configuration with the registry's keys
   * @throws org.apache.kafka.common.KafkaException when a class cannot be made or configured
   */
  public static <V extends SpecificRecord> Serde<V> of(Topic<V> topic, Map<String, ?> config) {
    return Serdes.serdeFrom(serializer(topic, config), deserializer(topic, config));
  }

  /** The serializer of a topic's values, for a plain producer. */
  @SuppressWarnings("unchecked")
  public static <V extends SpecificRecord> Serializer<V> serializer(
      Topic<V> topic, Map<String, ?> config) {
    Serializer<V> serializer =
        make(config, SERIALIZER, RegistryAvroSerializer.class, Serializer.class);
    serializer.configure(forSerde(config), false);
    return serializer;
  }

  /** The deserializer of a topic's values, for a plain consumer. */
  public static <V extends SpecificRecord> Deserializer<V> deserializer(
      Topic<V> topic, Map<String, ?> config) {
    return new CheckedDeserializer<>(raw(config), topic.valueType());
  }

  /** Reads frames as the domain knows them, in the quickest way that the configuration allows. */
  public static Deserializer<ReadingFrame> frames(Map<String, ?> config) {
    Deserializer<?> raw = raw(config);
    if (raw instanceof RegistryAvroDeserializer registry) {
      return new FrameDeserializer(registry);
    }
    Deserializer<io.tanliu.avro.ReadingFrame> records =
        new CheckedDeserializer<>(raw, io.tanliu.avro.ReadingFrame.class);
    return (topic, bytes) -> {
      io.tanliu.avro.ReadingFrame record = records.deserialize(topic, bytes);
      return record == null ? null : FrameMapping.fromAvro(record);
    };
  }

  private static Deserializer<?> raw(Map<String, ?> config) {
    Deserializer<?> raw =
        make(config, DESERIALIZER, RegistryAvroDeserializer.class, Deserializer.class);
    raw.configure(forSerde(config), false);
    return raw;
  }

  /**
   * Without the one, Confluent's deserializer would give generic records; without the other, its
   * serializer would register a schema that only Java understands, beside ours.
   */
  private static Map<String, Object> forSerde(Map<String, ?> config) {
    Map<String, Object> copy = new HashMap<>(config);
    copy.put("specific.avro.reader", "true");
    copy.putIfAbsent("avro.remove.java.properties", "true");
    return copy;
  }

  private static <T> T make(
      Map<String, ?> config, String key, Class<? extends T> byDefault, Class<T> kind) {
    Object named = config.get(key);
    if (named == null) {
      return Utils.newInstance(byDefault);
    }
    try {
      return named instanceof Class<?> type
          ? Utils.newInstance(type.asSubclass(kind))
          : Utils.newInstance(named.toString().strip(), kind);
    } catch (ClassNotFoundException | ClassCastException e) {
      throw new org.apache.kafka.common.config.ConfigException(
          key, named, "expected: a " + kind.getName() + " on the class path");
    }
  }
}
