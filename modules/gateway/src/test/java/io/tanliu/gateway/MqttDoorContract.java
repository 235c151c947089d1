// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishBuilder;
import io.tanliu.avro.MeterReading;
import io.tanliu.avro.ReadingFrame;
import io.tanliu.avro.RejectedReading;
import io.tanliu.testkit.Mosquitto;
import io.tanliu.wire.Topics;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the MQTT door does in either version, with a real broker and a real cluster. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MqttDoorContract {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String READINGS = "tanliu/v1/STEEL-01/readings";

  private final String version;
  private Mosquitto broker;
  private Rig rig;
  Mqtt5BlockingClient client;
  private Mqtt5BlockingClient.Mqtt5Publishes heard;

  MqttDoorContract(String version) {
    this.version = version;
  }

  @BeforeAll
  void start(@TempDir Path dir) {
    assumeTrue(Mosquitto.program().isPresent(), Mosquitto.MISSING);
    broker = Mosquitto.start(dir.resolve("broker"));
    client =
        MqttClient.builder()
            .identifier("publisher")
            .serverHost("127.0.0.1")
            .serverPort(broker.port())
            .useMqttVersion5()
            .buildBlocking();
    client.connect();
    heard = client.publishes(MqttGlobalPublishFilter.ALL);
    for (String filter : List.of("tanliu/v1/+/receipts", "answers/#", "spBv1.0/+/NCMD/+")) {
      client.subscribeWith().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).send();
    }
    rig =
        new Rig(
            dir.resolve("kafka"),
            GatewaySettings.defaults(),
            Map.of(
                "mqtt.url", "mqtt://127.0.0.1:" + broker.port(),
                "mqtt.version", version,
                "mqtt.share", "tanliu",
                "mqtt.sparkplug", "tanliu",
                "mqtt.topic.receipts", "tanliu/v1/{unit}/receipts"));
    assertThat(rig.register(Rig.REGISTER).statusCode()).isEqualTo(200);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(rig.gateway().health().details().get("mqtt"))
                    .startsWith("connected to"));
  }

  @AfterAll
  void stop() {
    if (rig != null) {
      client.disconnect();
      rig.close();
    }
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void shouldTakeReadingsAndSendTheReceiptOfTheHttpDoor() throws InterruptedException {
    double before = outcome("taken");
    client.publish(
        publish(
            READINGS,
            """
            [{"point": "E1", "time": "2019-05-31T12:00:00Z", "value": 3.17},
             {"point": "E1", "time": "2019-05-31T12:15:00Z", "value": -1},
             {"point": "X", "time": "2019-05-31T12:15:00Z", "value": 1}]
            """));

    Mqtt5Publish receipt = hear("tanliu/v1/STEEL-01/receipts");
    String text = new String(receipt.getPayloadAsBytes(), UTF_8);
    assertThat(text)
        .contains("\"received\":3,\"accepted\":1,\"withdrawn\":0,\"rejectedCount\":2")
        .contains("NEGATIVE", "UNKNOWN_POINT");
    ReadingFrame frame =
        rig.all(Topics.READING_FRAME).stream()
            .filter(one -> text.contains(one.getFrameId().replaceAll("-1$", "")))
            .findFirst()
            .orElseThrow();
    assertThat(frame.getSource()).isEqualTo("mqtt");
    assertThat(frame.getReadings()).extracting(MeterReading::getValue).containsExactly(317L);
    await().atMost(PATIENCE).until(() -> outcome("taken") == before + 1);
  }

  @Test
  void shouldGiveARepeatTheSameFrameAgainSoThatTheLedgerFindsIt() throws InterruptedException {
    String body = "[{\"point\": \"E1\", \"time\": \"2019-05-30T12:00:00Z\", \"value\": 5}]";
    client.publish(publish(READINGS, body));
    client.publish(publish(READINGS, body));
    String first = new String(hear("tanliu/v1/STEEL-01/receipts").getPayloadAsBytes(), UTF_8);
    String second = new String(hear("tanliu/v1/STEEL-01/receipts").getPayloadAsBytes(), UTF_8);
    assertThat(first.substring(0, 50)).isEqualTo(second.substring(0, 50)).contains("\"frame\"");
  }

  @Test
  void shouldRefusePoisonWithItsReasonAndGoOn() throws InterruptedException {
    client.publish(publish("tanliu/v1/nobody/readings", "[]"));
    hear("tanliu/v1/nobody/receipts");
    client.publish(publish(READINGS, "{\"this is\": \"no array\nof readings"));
    String problem = new String(hear("tanliu/v1/STEEL-01/receipts").getPayloadAsBytes(), UTF_8);
    assertThat(problem).contains("urn:tanliu:problem:malformed");
    client.publish(publish(READINGS, "["));
    hear("tanliu/v1/STEEL-01/receipts");
    client.publish(
        publish(READINGS, "[{\"point\":\"E1\",\"time\":\"2019-05-29T12:00:00Z\",\"value\":1}]"));
    hear("tanliu/v1/STEEL-01/receipts");

    List<RejectedReading> rejected =
        rig.all(Topics.READING_REJECTED).stream().filter(r -> r.getIndex() == -1).toList();
    assertThat(rejected)
        .anyMatch(r -> r.getUnit().equals("nobody") && r.getCode().equals("UNKNOWN_UNIT"))
        .anyMatch(r -> r.getCode().equals("MALFORMED") && r.getReading().equals("["));
  }

  @Test
  void shouldTakeObservationsOfStations() {
    String station =
        """
        {"name": "南昌站", "kind": "ATMOSPHERE", "region": "360100", "latitude": 28.68,
         "longitude": 115.86, "height": 100, "interval": 60, "flagScheme": "ICOS",
         "channels": [{"parameter": "co2", "unit": "ppm"}]}
        """;
    rig.send(
        HttpRequest.newBuilder(URI.create(rig.url() + "/api/v1/stations/NC"))
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(station))
            .build());
    String topic = "tanliu/v1/stations/NC/readings";
    client.publish(
        publish(
            topic,
            "[{\"parameter\":\"co2\",\"time\":\"2019-05-31T12:00:00Z\",\"value\":420.5,"
                + "\"flag\":\"U\"}]"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(rig.all(Topics.STATION_READING))
                    .anyMatch(f -> f.getStation().equals("NC") && f.getSource().equals("mqtt")));
    client.publish(publish(topic.replace("NC", "XX"), "[]"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(rig.all(Topics.STATION_REJECTED))
                    .anyMatch(r -> r.getUnit().equals("XX")));
  }

  @Test
  void shouldAskAnEdgeNodeForItsBirthAndThenTakeWhatItsAliasesMean() throws InterruptedException {
    long time = Instant.parse("2019-05-28T12:00:00Z").toEpochMilli();
    Payload unborn = value(5, time).build();
    client.publish(publish("spBv1.0/STEEL-01/NDATA/edge", unborn.toByteArray()));
    Mqtt5Publish asked = hear("spBv1.0/STEEL-01/NCMD/edge");
    assertThat(new String(asked.getPayloadAsBytes(), UTF_8)).contains("Node Control/Rebirth");

    Payload birth =
        Payload.newBuilder()
            .setTimestamp(time)
            .setSeq(0)
            .addMetrics(
                Payload.Metric.newBuilder()
                    .setName("E1")
                    .setAlias(1)
                    .setDatatype(10)
                    .setIsNull(true))
            .build();
    client.publish(publish("spBv1.0/STEEL-01/NBIRTH/edge", birth.toByteArray()));
    client.publish(publish("spBv1.0/STEEL-01/NDATA/edge", value(1, time).build().toByteArray()));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(rig.all(Topics.READING_FRAME))
                    .flatExtracting(ReadingFrame::getReadings)
                    .anyMatch(r -> r.getTime().toEpochMilli() == time && r.getValue() == 425));
    assertThat(rig.all(Topics.READING_REJECTED)).anyMatch(r -> r.getField().equals("alias"));
  }

  private static Payload.Builder value(long seq, long time) {
    return Payload.newBuilder()
        .setTimestamp(time)
        .setSeq(seq)
        .addMetrics(
            Payload.Metric.newBuilder().setAlias(1).setTimestamp(time).setDoubleValue(42.5));
  }

  static Mqtt5Publish publish(String topic, String text) {
    return publish(topic, text.getBytes(UTF_8));
  }

  static Mqtt5Publish publish(String topic, byte[] payload) {
    return start(topic).payload(payload).build();
  }

  static Mqtt5PublishBuilder.Complete start(String topic) {
    return Mqtt5Publish.builder().topic(topic).qos(MqttQos.AT_LEAST_ONCE);
  }

  /** The next message of this topic. */
  Mqtt5Publish hear(String topic) throws InterruptedException {
    Mqtt5Publish next;
    do {
      next = heard.receive(60, TimeUnit.SECONDS).orElseThrow();
    } while (!next.getTopic().toString().equals(topic));
    return next;
  }

  double outcome(String outcome) {
    return rig.count("tanliu.mqtt.messages", "outcome", outcome);
  }
}
