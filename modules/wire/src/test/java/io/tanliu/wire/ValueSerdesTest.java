// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanliu.avro.RegionDefinition;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

class ValueSerdesTest {

  /** Stands for serializers that Tanliu does not know, as Confluent's. */
  public static final class Foreign implements Serializer<Object>, Deserializer<Object> {
    private static final Map<String, Object> SEEN = new HashMap<>();

    @Override
    public void configure(Map<String, ?> config, boolean isKey) {
      SEEN.putAll(config);
      SEEN.put("isKey", isKey);
    }

    @Override
    public byte[] serialize(String topic, Object value) {
      return new byte[] {42};
    }

    @Override
    public Object deserialize(String topic, byte[] bytes) {
      return bytes[0] == 42
          ? new RegionDefinition("36", "江西省", "Jiangxi", null, "province")
          : "something else";
    }

    @Override
    public void close() {}
  }

  @Test
  void shouldUseTheClassesThatTheConfigurationNames() {
    Map<String, Object> config =
        Map.of(
            ValueSerdes.SERIALIZER,
            Foreign.class.getName(),
            ValueSerdes.DESERIALIZER,
            Foreign.class,
            "schema.registry.url",
            "http://127.0.0.1:1");
    try (Serde<RegionDefinition> serde = ValueSerdes.of(Topics.REF_REGION, config)) {
      byte[] bytes = serde.serializer().serialize("t", new RegionDefinition());
      assertThat(serde.deserializer().deserialize("t", bytes).getCode()).isEqualTo("36");
      assertThatThrownBy(() -> serde.deserializer().deserialize("t", new byte[1]))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("java.lang.String")
          .hasMessageContaining(RegionDefinition.class.getName());
    }
    assertThat(Foreign.SEEN)
        .containsEntry("schema.registry.url", "http://127.0.0.1:1")
        .containsEntry("specific.avro.reader", "true")
        .containsEntry("avro.remove.java.properties", "true")
        .containsEntry("isKey", false);
  }

  @Test
  void shouldNameAClassThatIsNotThere() {
    assertThatThrownBy(
            () ->
                ValueSerdes.of(
                    Topics.REF_REGION, Map.of(ValueSerdes.SERIALIZER, "io.confluent.Missing")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(ValueSerdes.SERIALIZER)
        .hasMessageContaining("io.confluent.Missing");
    assertThatThrownBy(
            () ->
                ValueSerdes.of(Topics.REF_REGION, Map.of(ValueSerdes.SERIALIZER, "java.util.List")))
        .isInstanceOf(Exception.class)
        .hasMessageContaining("java.util.List");
  }

  @Test
  void shouldNameASwitchThatIsNeitherOnNorOff() {
    assertThatThrownBy(
            () ->
                ValueSerdes.of(
                    Topics.REF_REGION,
                    Map.of(
                        "schema.registry.url",
                        "http://127.0.0.1:1",
                        "auto.register.schemas",
                        "maybe")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("auto.register.schemas")
        .hasMessageContaining("maybe");
  }
}
