// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.net.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What the clients of both versions have in common. */
final class MqttClients {
  private static final int THREADS = 1;

  private MqttClients() {}

  /** A client that connects again by itself, after 1 s at first, 60 s at most. */
  static MqttClientBuilder builder(MqttBroker broker, MqttLink.Listener listener) {
    MqttClientBuilder builder =
        MqttClient.builder()
            .identifier(broker.clientId())
            .serverHost(broker.host())
            .serverPort(broker.port())
            .executorConfig()
            .nettyThreads(THREADS)
            .applyExecutorConfig()
            .automaticReconnect()
            .initialDelay(1, TimeUnit.SECONDS)
            .maxDelay(60, TimeUnit.SECONDS)
            .applyAutomaticReconnect()
            .addConnectedListener(context -> listener.connected())
            .addDisconnectedListener(context -> listener.disconnected(context.getCause()));
    return broker.tls() ? builder.sslConfig(MqttTls.of(broker)) : builder;
  }

  static MqttQos qos(int level) {
    return MqttQos.fromCode(level);
  }

  /**
   * The password, from the file or the environment.
   *
   * @throws IllegalArgumentException when the file cannot be read
   */
  static Optional<byte[]> password(MqttBroker broker) {
    Optional<String> text =
        broker
            .password()
            .map(MqttClients::read)
            .or(() -> Optional.ofNullable(System.getenv(MqttBroker.PASSWORD_VARIABLE)));
    return text.map(password -> password.getBytes(StandardCharsets.UTF_8));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "mqtt.password-file: " + file + " cannot be read (expected: the password)", e);
    }
  }
}
