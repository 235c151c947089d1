// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The broker of which the gateway is a client; what is not here stands in {@code --config}. */
final class MqttOptions {
  @Option(
      names = "--mqtt-url",
      description = "mqtt://host:1883 or mqtts://host:8883 of a broker to take readings from.")
  Optional<String> url;

  @Option(names = "--mqtt-version", description = "3 for MQTT 3.1.1, 5 for MQTT 5; default: 5.")
  Optional<Integer> version;

  @Option(names = "--mqtt-user", description = "User name at the broker.")
  Optional<String> user;

  @Option(
      names = "--mqtt-password-file",
      description = "File with the password; default: the variable TANLIU_MQTT_PASSWORD.")
  Optional<Path> password;

  @Option(names = "--mqtt-ca", description = "Certificates (PEM) that the broker's must come from.")
  Optional<Path> ca;

  @Option(names = "--mqtt-certificate", description = "Certificate (PEM) of this client.")
  Optional<Path> certificate;

  @Option(names = "--mqtt-key", description = "Its key (PEM, PKCS#8).")
  Optional<Path> key;

  @Option(
      names = "--mqtt-share",
      description = "Name of a shared subscription, so that several gateways share the work.")
  Optional<String> share;

  @Option(
      names = "--mqtt-sparkplug",
      description = "Takes Sparkplug B, too, as the host application of this id.")
  Optional<String> sparkplug;

  /** Adds what was chosen to the configuration of the clients. */
  void into(Map<String, Object> clients) {
    put(clients, "mqtt.url", url);
    put(clients, "mqtt.version", version);
    put(clients, "mqtt.user", user);
    put(clients, "mqtt.password-file", password);
    put(clients, "mqtt.ca", ca);
    put(clients, "mqtt.certificate", certificate);
    put(clients, "mqtt.key", key);
    put(clients, "mqtt.share", share);
    put(clients, "mqtt.sparkplug", sparkplug);
  }

  private static void put(Map<String, Object> clients, String name, Optional<?> value) {
    value.ifPresent(chosen -> clients.put(name, chosen.toString()));
  }
}
