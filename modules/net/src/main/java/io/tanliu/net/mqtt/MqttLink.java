// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.net.mqtt;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** A session with a broker, in one version of MQTT. It connects again by itself. */
public interface MqttLink {

  /** What the broker says for this client when its connection breaks; retained. */
  record Will(String topic, String payload) {}

  /** A session with this broker; nothing is connected before {@link #connect}. */
  static MqttLink of(MqttBroker broker, Optional<Will> will, Listener listener) {
    return broker.version() == 5
        ? new Mqtt5Link(broker, will, listener)
        : new Mqtt3Link(broker, will, listener);
  }

  /** What happens to the connection. */
  interface Listener {
    /** Connected, for the first time or again. */
    void connected();

    /** Not connected, with the cause. */
    void disconnected(Throwable cause);
  }

  /**
   * Begins to connect; returns at once.
   *
   * @param messages takes what comes, on the executor
   */
  void connect(Consumer<MqttMessage> messages, Executor executor);

  /** Subscribes with QoS 1; fails when the broker refuses one of the filters. */
  CompletableFuture<?> subscribe(List<String> filters);

  /** Publishes with QoS 1, or 0 for a command that is worth nothing later. */
  CompletableFuture<?> publish(
      String topic, byte[] payload, int qos, boolean retain, Optional<ByteBuffer> correlation);

  /** Ends the connection; the broker keeps the session. */
  void disconnect();
}
