// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.net.mqtt;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientSslConfigBuilder;
import io.tanliu.net.Pem;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/** TLS from PEM files. The broker's name is always checked against its certificate. */
final class MqttTls {
  private MqttTls() {}

  /**
   * The configuration.
   *
   * @throws IllegalArgumentException when a file cannot be used
   */
  static MqttClientSslConfig of(MqttBroker broker) {
    MqttClientSslConfigBuilder builder =
        MqttClientSslConfig.builder().protocols(List.of("TLSv1.3", "TLSv1.2"));
    if (broker.ca().isPresent()) {
      builder = builder.trustManagerFactory(trusted(broker.ca().get()));
    }
    if (broker.certificate().isPresent()) {
      builder =
          builder.keyManagerFactory(own(broker.certificate().get(), broker.key().orElseThrow()));
    }
    return builder.build();
  }

  private static TrustManagerFactory trusted(Path file) {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(Pem.trust(file));
      return factory;
    } catch (GeneralSecurityException | IOException e) {
      throw unusable("mqtt.ca", e);
    }
  }

  private static KeyManagerFactory own(Path certificate, Path key) {
    try {
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(Pem.identity(certificate, key), Pem.PASSWORD.toCharArray());
      return factory;
    } catch (GeneralSecurityException | IOException e) {
      throw unusable("mqtt.certificate, mqtt.key", e);
    }
  }

  private static IllegalArgumentException unusable(String setting, Exception cause) {
    return new IllegalArgumentException(
        setting + ": " + cause.getMessage() + " (expected: PEM files)", cause);
  }
}
