// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.mqtt;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How the gateway is a client of a broker. Everything that a publisher can make large has a bound.
 *
 * @param host of the broker
 * @param port of the broker
 * @param tls whether the connection is encrypted
 * @param version 3 for MQTT 3.1.1, 5 for MQTT 5
 * @param clientId under which the broker keeps the session; another one for each gateway
 * @param user user name
 * @param password file with the password; without one, the environment variable {@value
 *     #PASSWORD_VARIABLE}
 * @param ca certificates (PEM) that are trusted instead of the platform's
 * @param certificate of this client (PEM), with its chain
 * @param key of this client (PEM, PKCS#8, not encrypted)
 * @param share name of the shared subscription
 * @param readings topic of readings
 * @param observations topic of observations
 * @param receipts topic of receipts for publishers that name none
 * @param sparkplug id of this host application; Sparkplug B is taken when there is one
 * @param inFlight messages that wait for Kafka, 1 to 65 535
 * @param maxBytes largest message, 1 KiB to 16 MiB
 * @param session how long the broker keeps the session while the gateway is away
 */
public record MqttSettings(
    String host,
    int port,
    boolean tls,
    int version,
    String clientId,
    Optional<String> user,
    Optional<Path> password,
    Optional<Path> ca,
    Optional<Path> certificate,
    Optional<Path> key,
    Optional<String> share,
    TopicPattern readings,
    TopicPattern observations,
    Optional<TopicPattern> receipts,
    Optional<String> sparkplug,
    int inFlight,
    int maxBytes,
    Duration session) {

  /** Where the password is when there is no file. */
  static final String PASSWORD_VARIABLE = "TANLIU_MQTT_PASSWORD";

  /** Name of the broker's address in the configuration of the clients. */
  static final String URL = "mqtt.url";

  /**
   * The door that the configuration asks for; none when it names no {@code mqtt.url}.
   *
   * @param config settings {@code mqtt.*}, beside those of Kafka clients
   * @param gateway name of the gateway, from which the client id is made
   * @throws IllegalArgumentException for a setting that cannot be used
   */
  public static Optional<MqttSettings> of(Map<String, Object> config, String gateway) {
    Settings set = new Settings(config);
    Optional<String> url = set.text(URL);
    if (url.isEmpty()) {
      return Optional.empty();
    }
    URI broker = broker(url.get());
    boolean tls = broker.getScheme().equals("mqtts");
    Optional<Path> certificate = set.path("mqtt.certificate");
    Optional<Path> key = set.path("mqtt.key");
    if (certificate.isPresent() != key.isPresent()) {
      throw new IllegalArgumentException("mqtt.certificate, mqtt.key: one of two (expected: both)");
    }
    return Optional.of(
        new MqttSettings(
            broker.getHost(),
            broker.getPort() > 0 ? broker.getPort() : tls ? 8883 : 1883,
            tls,
            set.number("mqtt.version", 5, 3, 5),
            set.text("mqtt.client-id").orElse("tanliu-" + gateway),
            set.text("mqtt.user"),
            set.path("mqtt.password-file"),
            set.path("mqtt.ca"),
            certificate,
            key,
            set.text("mqtt.share"),
            set.topic("mqtt.topic.readings", "tanliu/v1/{unit}/readings"),
            set.topic("mqtt.topic.observations", "tanliu/v1/stations/{id}/readings"),
            set.text("mqtt.topic.receipts").map(t -> TopicPattern.of("mqtt.topic.receipts", t)),
            set.text("mqtt.sparkplug"),
            set.number("mqtt.in-flight", 1_000, 1, 65_535),
            set.number("mqtt.max-bytes", 1 << 20, 1 << 10, 16 << 20),
            Duration.ofSeconds(set.number("mqtt.session-seconds", 86_400, 0, 2_592_000))));
  }

  public MqttSettings {
    if (version == 4) {
      throw new IllegalArgumentException("mqtt.version: 4 (expected: 3 for MQTT 3.1.1, or 5)");
    }
    check("mqtt.share", share);
    check("mqtt.sparkplug", sparkplug);
  }

  private static void check(String name, Optional<String> value) {
    if (value.isPresent() && !value.get().matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException(
          name + ": " + value.get() + " (expected: 1 to 64 characters of A-Z a-z 0-9 . _ -)");
    }
  }

  private static URI broker(String url) {
    try {
      URI uri = URI.create(url);
      if (("mqtt".equals(uri.getScheme()) || "mqtts".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new IllegalArgumentException(
        URL + ": cannot be used (expected: mqtt://host:1883 or mqtts://host:8883, without a user)");
  }

  /** What stands in the configuration. */
  private record Settings(Map<String, Object> config) {
    Optional<String> text(String name) {
      return Optional.ofNullable(config.get(name))
          .map(value -> value.toString().strip())
          .filter(value -> !value.isEmpty());
    }

    Optional<Path> path(String name) {
      return text(name).map(Path::of);
    }

    TopicPattern topic(String name, String usual) {
      return TopicPattern.of(name, text(name).orElse(usual));
    }

    int number(String name, int usual, int least, int most) {
      String sent = text(name).orElse(Integer.toString(usual));
      try {
        int number = Integer.parseInt(sent);
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException e) {
        // said below
      }
      throw new IllegalArgumentException(
          name + ": " + sent + " (expected: " + least + " to " + most + ")");
    }
  }
}
