// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Over MQTT 5, with what only that has. */
class MqttDoor5Test extends MqttDoorContract {
  MqttDoor5Test() {
    super("5");
  }

  @Test
  void shouldAnswerWhereThePublisherAsksForItButNeverSpeakInItsPlace() throws InterruptedException {
    String body = "[{\"point\": \"E1\", \"time\": \"2019-05-27T12:00:00Z\", \"value\": 5}]";
    client.publish(
        start("tanliu/v1/STEEL-01/readings")
            .payload(body.getBytes(UTF_8))
            .responseTopic("answers/mine")
            .correlationData("c-17".getBytes(UTF_8))
            .build());
    Mqtt5Publish receipt = hear("answers/mine");
    assertThat(UTF_8.decode(receipt.getCorrelationData().orElseThrow()).toString())
        .isEqualTo("c-17");

    for (String foreign : List.of("tanliu/v1/OTHER/readings", "spBv1.0/g/NCMD/e")) {
      client.publish(
          start("tanliu/v1/STEEL-01/readings")
              .payload(body.getBytes(UTF_8))
              .responseTopic(foreign)
              .build());
      hear("tanliu/v1/STEEL-01/receipts");
    }
  }

  @Test
  void shouldWriteNothingTwiceUnderOneIdempotencyKey() throws InterruptedException {
    String body = "[{\"point\": \"E1\", \"time\": \"2019-05-26T12:00:00Z\", \"value\": 5}]";
    double before = outcome("repeated");
    client.publish(keyed(body));
    String first = new String(hear("answers/keyed").getPayloadAsBytes(), UTF_8);
    client.publish(keyed(body));
    String again = new String(hear("answers/keyed").getPayloadAsBytes(), UTF_8);
    assertThat(again).isEqualTo(first);
    await().atMost(Duration.ofSeconds(60)).until(() -> outcome("repeated") == before + 1);
    client.publish(keyed(body.replace("5}", "6}")));
    assertThat(new String(hear("answers/keyed").getPayloadAsBytes(), UTF_8))
        .contains("idempotency-key-reused");
  }

  private static Mqtt5Publish keyed(String body) {
    return start("tanliu/v1/STEEL-01/readings")
        .payload(body.getBytes(UTF_8))
        .responseTopic("answers/keyed")
        .userProperties()
        .add("idempotency-key", "k-1")
        .applyUserProperties()
        .build();
  }
}
