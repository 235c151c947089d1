// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.net.mqtt;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.message.auth.Mqtt3SimpleAuth;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3Connect;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3ConnectBuilder;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscribe;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscription;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** MQTT 3.1.1: how much the broker sends before it waits is the broker's own setting. */
final class Mqtt3Link implements MqttLink {
  private static final Logger LOG = LoggerFactory.getLogger(Mqtt3Link.class);

  private final MqttBroker broker;
  private final Optional<Will> will;
  private final Mqtt3AsyncClient client;

  Mqtt3Link(MqttBroker broker, Optional<Will> will, Listener listener) {
    this.broker = broker;
    this.will = will;
    this.client = MqttClients.builder(broker, listener).useMqttVersion3().build().toAsync();
  }

  @Override
  public void connect(Consumer<MqttMessage> messages, Executor executor) {
    // Before the connection: a session that was kept sends at once.
    client.publishes(
        MqttGlobalPublishFilter.ALL, publish -> messages.accept(message(publish)), executor, true);
    var unused =
        client
            .connect(connect())
            .whenComplete(
                (answer, failure) -> {
                  if (failure != null) {
                    LOG.debug("The first connection was not made", failure);
                  }
                });
  }

  private Mqtt3Connect connect() {
    Mqtt3ConnectBuilder connect = Mqtt3Connect.builder().cleanSession(false);
    Optional<Mqtt3SimpleAuth> auth = auth();
    if (auth.isPresent()) {
      connect = connect.simpleAuth(auth.get());
    }
    if (will.isPresent()) {
      connect = connect.willPublish(last(will.get()));
    }
    return connect.build();
  }

  private static Mqtt3Publish last(Will will) {
    return Mqtt3Publish.builder()
        .topic(will.topic())
        .payload(will.payload().getBytes(StandardCharsets.UTF_8))
        .qos(MqttQos.AT_LEAST_ONCE)
        .retain(true)
        .build();
  }

  private Optional<Mqtt3SimpleAuth> auth() {
    Optional<byte[]> password = MqttClients.password(broker);
    return broker
        .user()
        .map(
            user -> {
              var named = Mqtt3SimpleAuth.builder().username(user);
              return password.isPresent() ? named.password(password.get()).build() : named.build();
            });
  }

  private static MqttMessage message(Mqtt3Publish publish) {
    return new MqttMessage(
        publish.getTopic().toString(),
        publish.getPayloadAsBytes(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        publish.getQos() == MqttQos.AT_MOST_ONCE ? () -> {} : publish::acknowledge);
  }

  @Override
  public CompletableFuture<?> subscribe(List<String> filters) {
    return client.subscribe(
        Mqtt3Subscribe.builder()
            .addSubscriptions(
                filters.stream()
                    .map(
                        filter ->
                            Mqtt3Subscription.builder()
                                .topicFilter(filter)
                                .qos(MqttQos.AT_LEAST_ONCE)
                                .build()))
            .build());
  }

  @Override
  public CompletableFuture<?> publish(
      String topic, byte[] payload, int qos, boolean retain, Optional<ByteBuffer> correlation) {
    return client.publish(
        Mqtt3Publish.builder()
            .topic(topic)
            .payload(payload)
            .qos(MqttClients.qos(qos))
            .retain(retain)
            .build());
  }

  @Override
  public void disconnect() {
    var unused = client.disconnect();
  }
}
