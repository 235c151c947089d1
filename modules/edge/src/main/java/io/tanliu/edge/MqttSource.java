// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import io.tanliu.net.mqtt.MqttBroker;
import io.tanliu.net.mqtt.MqttConfig;
import io.tanliu.net.mqtt.TopicPattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The enterprise's own broker, from which readings are taken.
 *
 * @param broker the broker; its client id is empty when none was set
 * @param topic topic of readings, with the unit as one level
 * @param inFlight messages that wait for the disk, 1 to 65 535
 */
public record MqttSource(MqttBroker broker, TopicPattern topic, int inFlight) {
  /** Names in the file of an agent, and what the settings of a broker are called. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("url", MqttBroker.URL),
          Map.entry("version", "mqtt.version"),
          Map.entry("clientId", "mqtt.client-id"),
          Map.entry("user", "mqtt.user"),
          Map.entry("passwordFile", "mqtt.password-file"),
          Map.entry("caFile", "mqtt.ca"),
          Map.entry("certificateFile", "mqtt.certificate"),
          Map.entry("keyFile", "mqtt.key"),
          Map.entry("topic", "mqtt.topic.readings"),
          Map.entry("inFlight", "mqtt.in-flight"),
          Map.entry("maxBytes", "mqtt.max-bytes"),
          Map.entry("session", "mqtt.session-seconds"));

  private static final Duration SESSION = Duration.ofDays(7);

  /** The same under another client id. */
  MqttSource as(String clientId) {
    return new MqttSource(broker.as(clientId), topic, inFlight);
  }

  /** Names that may stand in the file. */
  static Set<String> names() {
    return NAMES.keySet();
  }

  /**
   * Reads the settings.
   *
   * @param text what stands under a name
   * @param base directory to which paths are relative
   * @throws IllegalArgumentException when one is missing or wrong
   */
  static MqttSource of(Function<String, Optional<String>> text, Path base) {
    Map<String, Object> set = new HashMap<>();
    NAMES.forEach(
        (name, setting) ->
            text.apply(name)
                .ifPresent(
                    value ->
                        set.put(
                            setting, name.endsWith("File") ? base.resolve(value.strip()) : value)));
    Duration session = text.apply("session").map(Duration::parse).orElse(SESSION);
    set.put("mqtt.session-seconds", session.toSeconds());
    MqttConfig config = new MqttConfig(set);
    return new MqttSource(
        MqttBroker.of(config, "")
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        MqttBroker.URL + ": missing (expected: the address of a broker)")),
        config.topic("mqtt.topic.readings", "tanliu/v1/{unit}/readings"),
        config.number("mqtt.in-flight", 1_000, 1, 65_535));
  }
}
