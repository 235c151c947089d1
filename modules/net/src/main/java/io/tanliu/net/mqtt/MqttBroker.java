// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.net.mqtt;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A broker, and how one is its client.
 *
 * @param host of the broker
 * @param port of the broker
 * @param tls whether the connection is encrypted
 * @param version 3 for MQTT 3.1.1, 5 for MQTT 5
 * @param clientId under which the broker keeps the session; another one for each client
 * @param user user name
 * @param password file with the password; without one, the environment variable {@value
 *     #PASSWORD_VARIABLE}
 * @param ca certificates (PEM) that are trusted instead of the platform's
 * @param certificate of this client (PEM), with its chain
 * @param key of this client (PEM, PKCS#8, not encrypted)
 * @param maxBytes largest message, 1 KiB to 16 MiB
 * @param session how long the broker keeps the session while the client is away
 */
public record MqttBroker(
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
    int maxBytes,
    Duration session) {

  /** Name of the broker's address among the settings. */
  public static final String URL = "mqtt.url";

  /** Where the password is when there is no file. */
  static final String PASSWORD_VARIABLE = "TANLIU_MQTT_PASSWORD";

  /** What a packet may need beside its payload: topic and properties. */
  static final int HEAD = 128 << 10;

  /**
   * The broker that the settings name; none when there is no {@code mqtt.url}.
   *
   * @param clientId what the client is called when the settings do not say
   * @throws IllegalArgumentException for a setting that cannot be used
   */
  public static Optional<MqttBroker> of(MqttConfig set, String clientId) {
    Optional<String> url = set.text(URL);
    if (url.isEmpty()) {
      return Optional.empty();
    }
    URI broker = broker(url.get());
    boolean tls = broker.getScheme().equals("mqtts");
    return Optional.of(
        new MqttBroker(
            broker.getHost(),
            broker.getPort() > 0 ? broker.getPort() : tls ? 8883 : 1883,
            tls,
            set.number("mqtt.version", 5, 3, 5),
            set.text("mqtt.client-id").orElse(clientId),
            set.text("mqtt.user"),
            set.path("mqtt.password-file"),
            set.path("mqtt.ca"),
            set.path("mqtt.certificate"),
            set.path("mqtt.key"),
            set.number("mqtt.max-bytes", 1 << 20, 1 << 10, 16 << 20),
            Duration.ofSeconds(set.number("mqtt.session-seconds", 86_400, 0, 2_592_000))));
  }

  public MqttBroker {
    if (version == 4) {
      throw new IllegalArgumentException("mqtt.version: 4 (expected: 3 for MQTT 3.1.1, or 5)");
    }
    if (certificate.isPresent() != key.isPresent()) {
      throw new IllegalArgumentException("mqtt.certificate, mqtt.key: one of two (expected: both)");
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

  /** The same with another name of the client. */
  public MqttBroker as(String name) {
    return new MqttBroker(
        host, port, tls, version, name, user, password, ca, certificate, key, maxBytes, session);
  }

  /** Host and port. */
  public String address() {
    return host + ":" + port;
  }
}
