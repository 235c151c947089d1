// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.mqtt;

import io.tanliu.net.mqtt.MqttBroker;
import io.tanliu.net.mqtt.MqttConfig;
import io.tanliu.net.mqtt.TopicPattern;
import java.util.Map;
import java.util.Optional;

/**
 * What the gateway takes from a broker. Everything that a publisher can make large has a bound.
 *
 * @param broker the broker, and how the gateway is its client
 * @param share name of the shared subscription
 * @param readings topic of readings
 * @param observations topic of observations
 * @param receipts topic of receipts for publishers that name none
 * @param sparkplug id of this host application; Sparkplug B is taken when there is one
 * @param inFlight messages that wait for Kafka, 1 to 65 535
 */
public record MqttSettings(
    MqttBroker broker,
    Optional<String> share,
    TopicPattern readings,
    TopicPattern observations,
    Optional<TopicPattern> receipts,
    Optional<String> sparkplug,
    int inFlight) {

  /**
   * The door that the configuration asks for; none when it names no {@code mqtt.url}.
   *
   * @param config settings {@code mqtt.*}, beside those of Kafka clients
   * @param gateway name of the gateway, from which the client id is made
   * @throws IllegalArgumentException for a setting that cannot be used
   */
  public static Optional<MqttSettings> of(Map<String, Object> config, String gateway) {
    MqttConfig set = new MqttConfig(config);
    return MqttBroker.of(set, "tanliu-" + gateway)
        .map(
            broker ->
                new MqttSettings(
                    broker,
                    set.text("mqtt.share"),
                    set.topic("mqtt.topic.readings", "tanliu/v1/{unit}/readings"),
                    set.topic("mqtt.topic.observations", "tanliu/v1/stations/{id}/readings"),
                    set.text("mqtt.topic.receipts")
                        .map(topic -> TopicPattern.of("mqtt.topic.receipts", topic)),
                    set.text("mqtt.sparkplug"),
                    set.number("mqtt.in-flight", 1_000, 1, 65_535)));
  }

  public MqttSettings {
    check("mqtt.share", share);
    check("mqtt.sparkplug", sparkplug);
  }

  private static void check(String name, Optional<String> value) {
    if (value.isPresent() && !value.get().matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException(
          name + ": " + value.get() + " (expected: 1 to 64 characters of A-Z a-z 0-9 . _ -)");
    }
  }
}
