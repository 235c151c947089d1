// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.net.mqtt;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperty;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5ConnectBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MQTT 5: the broker sends nothing larger than is announced. How many it sends before it waits
 * stays its own setting: Mosquitto 2.0.11 exceeds an announced receive maximum when it resumes a
 * session, and would have to be cut off for it again and again.
 */
final class Mqtt5Link implements MqttLink {
  private static final Logger LOG = LoggerFactory.getLogger(Mqtt5Link.class);

  private static final String KEY = "idempotency-key";

  private final MqttBroker broker;
  private final Optional<Will> will;
  private final Mqtt5AsyncClient client;

  Mqtt5Link(MqttBroker broker, Optional<Will> will, Listener listener) {
    this.broker = broker;
    this.will = will;
    this.client = MqttClients.builder(broker, listener).useMqttVersion5().build().toAsync();
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

  private Mqtt5Connect connect() {
    Mqtt5ConnectBuilder connect =
        Mqtt5Connect.builder()
            .cleanStart(false)
            .sessionExpiryInterval(broker.session().toSeconds())
            .restrictions()
            .maximumPacketSize(broker.maxBytes() + MqttBroker.HEAD)
            .applyRestrictions();
    Optional<Mqtt5SimpleAuth> auth = auth();
    if (auth.isPresent()) {
      connect = connect.simpleAuth(auth.get());
    }
    if (will.isPresent()) {
      connect = connect.willPublish(last(will.get()));
    }
    return connect.build();
  }

  private static Mqtt5Publish last(Will will) {
    return Mqtt5Publish.builder()
        .topic(will.topic())
        .payload(will.payload().getBytes(StandardCharsets.UTF_8))
        .qos(MqttQos.AT_LEAST_ONCE)
        .retain(true)
        .build();
  }

  private Optional<Mqtt5SimpleAuth> auth() {
    Optional<byte[]> password = MqttClients.password(broker);
    return broker
        .user()
        .map(
            user -> {
              var named = Mqtt5SimpleAuth.builder().username(user);
              return password.isPresent() ? named.password(password.get()).build() : named.build();
            });
  }

  private static MqttMessage message(Mqtt5Publish publish) {
    return new MqttMessage(
        publish.getTopic().toString(),
        publish.getPayloadAsBytes(),
        publish.getResponseTopic().map(Object::toString),
        publish.getCorrelationData(),
        publish.getUserProperties().asList().stream()
            .filter(property -> property.getName().toString().equals(KEY))
            .map(Mqtt5UserProperty::getValue)
            .map(Object::toString)
            .findFirst(),
        publish.getQos() == MqttQos.AT_MOST_ONCE ? () -> {} : publish::acknowledge);
  }

  @Override
  public CompletableFuture<?> subscribe(List<String> filters) {
    return client.subscribe(
        Mqtt5Subscribe.builder()
            .addSubscriptions(
                filters.stream()
                    .map(
                        filter ->
                            Mqtt5Subscription.builder()
                                .topicFilter(filter)
                                .qos(MqttQos.AT_LEAST_ONCE)
                                .build()))
            .build());
  }

  @Override
  public CompletableFuture<?> publish(
      String topic, byte[] payload, int qos, boolean retain, Optional<ByteBuffer> correlation) {
    return client.publish(
        Mqtt5Publish.builder()
            .topic(topic)
            .payload(payload)
            .qos(MqttClients.qos(qos))
            .retain(retain)
            .correlationData(correlation.orElse(null))
            .build());
  }

  @Override
  public void disconnect() {
    var unused = client.disconnect();
  }
}
