// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MqttSettingsTest {
  @Test
  void shouldOpenNoDoorWithoutABroker() {
    assertThat(MqttSettings.of(Map.of("bootstrap.servers", "x"), "g")).isEmpty();
  }

  @Test
  void shouldKnowTheUsualPortsAndTopics() {
    MqttSettings plain = settings("mqtt.url", "mqtt://broker");
    assertThat(plain.broker().port()).isEqualTo(1883);
    assertThat(plain.broker().tls()).isFalse();
    assertThat(plain.broker().clientId()).isEqualTo("tanliu-g");
    assertThat(plain.readings().filter()).isEqualTo("tanliu/v1/+/readings");
    assertThat(plain.readings().name("tanliu/v1/STEEL-01/readings")).contains("STEEL-01");
    assertThat(plain.readings().name("tanliu/v1/stations/S/readings")).isEmpty();
    assertThat(plain.observations().name("tanliu/v1/stations/S/readings")).contains("S");
    assertThat(settings("mqtt.url", "mqtts://broker").broker().port()).isEqualTo(8883);
  }

  @ParameterizedTest
  @CsvSource({
    "mqtt.url, http://broker",
    "mqtt.url, mqtt://user:secret@broker",
    "mqtt.url, ://",
    "mqtt.version, 4",
    "mqtt.version, five",
    "mqtt.in-flight, 0",
    "mqtt.max-bytes, 1",
    "mqtt.share, a/b",
    "mqtt.sparkplug, a+b",
    "mqtt.certificate, only-one-of-two.pem",
    "mqtt.topic.readings, plant/readings",
    "mqtt.topic.readings, plant/+/{unit}",
    "mqtt.topic.readings, $SYS/{unit}",
    "mqtt.topic.readings, a/{x}/{y}"
  })
  void shouldRefuseWhatCannotBeUsedAndNeverShowASecret(String name, String value) {
    Map<String, Object> config = new HashMap<>(Map.of("mqtt.url", "mqtt://broker"));
    config.put(name, value);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MqttSettings.of(config, "g"))
        .withMessageContaining("expected:")
        .withMessageContaining(name)
        .withMessageNotContaining("secret");
  }

  private static MqttSettings settings(String name, String value) {
    return MqttSettings.of(Map.of(name, value), "g").orElseThrow();
  }
}
