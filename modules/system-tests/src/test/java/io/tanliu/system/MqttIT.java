// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import io.tanliu.avro.MeterReading;
import io.tanliu.avro.ReadingFrame;
import io.tanliu.testkit.Mosquitto;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Messages over a real MQTT broker, which is restarted in their middle, and later the whole system
 * is killed and started again: every message counts once. {@code -Dtanliu.mqtt.messages=100000}
 * sends more.
 */
class MqttIT {
  private static final int MESSAGES = Integer.getInteger("tanliu.mqtt.messages", 20_000);
  private static final int POINTS = 20;
  private static final int UNACKNOWLEDGED = 500;
  private static final String UNIT = "STEEL-01";
  private static final Instant FIRST = Instant.parse("2018-01-31T15:00:00Z");
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String TAKEN = "tanliu_mqtt_messages_total";

  @Test
  void shouldCountEveryMessageOnceWhenBrokerAndSystemAreRestartedInTheMiddle() throws Exception {
    assumeTrue(Mosquitto.program().isPresent(), Mosquitto.MISSING);
    Path directory = Places.directory("mqtt");
    try (Mosquitto broker = Mosquitto.start(directory.resolve("broker"))) {
      String url = "mqtt://127.0.0.1:" + broker.port();
      Demo killed = Demo.start("mqtt-demo", "--mqtt-url", url);
      try (Publisher publisher = new Publisher(broker.port())) {
        killed.apply(register());
        awaitConnected(killed);
        publisher.start();
        awaitTaken(killed, MESSAGES / 4);
        broker.stop();
        broker.start();
        awaitTaken(killed, MESSAGES / 2);
        double seconds = publisher.seconds();
        killed.command().kill();
        try (Demo second = killed.again()) {
          publisher.await();
          awaitSum(second);
          figures(directory, second, publisher, seconds);
          assertFrames(second);
        }
      } finally {
        killed.close();
      }
    }
  }

  private static String register() {
    String points =
        IntStream.range(0, POINTS)
            .mapToObj(
                "      - {id: P%d, energy: electricity, measure: INTERVAL, unit: kWh, interval: 15m}\n"
                    ::formatted)
            .collect(Collectors.joining());
    return """
        units:
          - id: STEEL-01
            name: 示例钢铁
            region: "360100"
            industry: "3120"
            zone: "+09:00"
            points:
        """
        + points;
  }

  private static void awaitConnected(Demo demo) {
    Awaitility.await("connected")
        .atMost(PATIENCE)
        .until(() -> demo.api().counter("tanliu_mqtt_connected") == 1);
  }

  private static void awaitTaken(Demo demo, int messages) {
    Awaitility.await(messages + " taken")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> demo.api().counter(TAKEN) >= messages);
  }

  private static void awaitSum(Demo demo) {
    long sum = IntStream.range(0, MESSAGES).mapToLong(MqttIT::value).sum() * 1_000;
    Awaitility.await("sum of all messages")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptionsMatching(e -> e instanceof UncheckedIOException)
        .untilAsserted(
            () ->
                assertThat(demo.api().electricity(UNIT, "1Y", "2018-01-01", "2019-01-01").values())
                    .containsExactly(sum));
  }

  /** Every message is in the log, as it was sent; a repeat has the id of the first. */
  private static void assertFrames(Demo demo) {
    Map<String, Long> expected = new HashMap<>();
    IntStream.range(0, MESSAGES).forEach(i -> expected.put(point(i) + time(i), value(i)));
    Map<String, Long> found = new HashMap<>();
    Map<String, String> frames = new HashMap<>();
    for (ReadingFrame frame : frames(demo)) {
      MeterReading reading = frame.getReadings().get(0);
      String key = reading.getPoint() + reading.getTime();
      found.put(key, reading.getValue());
      assertThat(frames.merge(key, frame.getFrameId(), (a, b) -> a)).isEqualTo(frame.getFrameId());
    }
    assertThat(found).isEqualTo(expected);
  }

  private static List<ReadingFrame> frames(Demo demo) {
    List<ReadingFrame> frames = new ArrayList<>();
    demo.records().all(Topics.READING_FRAME).forEach(record -> frames.add(record.value()));
    return frames;
  }

  private static void figures(Path directory, Demo demo, Publisher publisher, double half)
      throws IOException {
    List<ReadingFrame> frames = frames(demo);
    Set<String> once = new HashSet<>();
    frames.forEach(frame -> once.add(frame.getFrameId()));
    Files.writeString(
        directory.resolve("figures.txt"),
        "%d messages, %d bytes; %d in %.1f s with a restart of the broker; all after %.1f s; %d frames, %d of them repeats%n"
            .formatted(
                MESSAGES,
                publisher.bytes,
                MESSAGES / 2,
                half,
                publisher.seconds(),
                frames.size(),
                frames.size() - once.size()));
  }

  private static String point(int message) {
    return "P" + message % POINTS;
  }

  private static Instant time(int message) {
    return FIRST.plus(QUARTER.multipliedBy(message / POINTS));
  }

  /** kWh, all different from their neighbours. */
  private static long value(int message) {
    return message % 97 + 1;
  }

  /** A client that sends with QoS 1 and sends again after a new connection. */
  private static final class Publisher implements AutoCloseable {
    private final Mqtt5AsyncClient client;
    private final Semaphore places = new Semaphore(UNACKNOWLEDGED);
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::publish, "publisher");
    private long startedAt;
    private long bytes;

    Publisher(int port) {
      client =
          MqttClient.builder()
              .identifier("publisher")
              .serverHost("127.0.0.1")
              .serverPort(port)
              .automaticReconnect()
              .initialDelay(100, TimeUnit.MILLISECONDS)
              .maxDelay(1, TimeUnit.SECONDS)
              .applyAutomaticReconnect()
              .useMqttVersion5()
              .buildAsync();
    }

    void start() {
      client
          .connect(Mqtt5Connect.builder().cleanStart(true).sessionExpiryInterval(3_600).build())
          .orTimeout(60, TimeUnit.SECONDS)
          .join();
      startedAt = System.nanoTime();
      thread.start();
    }

    private void publish() {
      for (int i = 0; i < MESSAGES; i++) {
        places.acquireUninterruptibly();
        byte[] body =
            "[{\"point\":\"%s\",\"time\":\"%s\",\"value\":%d}]"
                .formatted(point(i), time(i), value(i))
                .getBytes(UTF_8);
        bytes += body.length;
        var unused =
            client
                .publishWith()
                .topic("tanliu/v1/" + UNIT + "/readings")
                .payload(body)
                .qos(MqttQos.AT_LEAST_ONCE)
                .send()
                .whenComplete(
                    (sent, cause) -> {
                      places.release();
                      acknowledged.incrementAndGet();
                      failure.compareAndSet(null, cause);
                    });
      }
    }

    double seconds() {
      return (System.nanoTime() - startedAt) / 1e9;
    }

    void await() {
      Awaitility.await("all sent").atMost(PATIENCE).until(() -> acknowledged.get() == MESSAGES);
      assertThat(failure.get()).isNull();
    }

    @Override
    public void close() {
      var unused = client.disconnect();
    }
  }
}
