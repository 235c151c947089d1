// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tanliu.net.mqtt.MqttBroker;
import io.tanliu.net.mqtt.MqttConfig;
import io.tanliu.net.mqtt.MqttLink;
import io.tanliu.testkit.Mosquitto;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent that takes readings from a real broker; nobody takes them from the agent. */
class MqttIntakeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int MESSAGES = 1_500;
  private static final int AT_ONCE = 50;

  @TempDir Path dir;

  private Edge edge;

  @ParameterizedTest
  @ValueSource(strings = {"3", "5"})
  void shouldStoreEachMessageOnceThroughRestartsOfTheBrokerAndOfItself(String version)
      throws Exception {
    assumeTrue(Mosquitto.program().isPresent(), Mosquitto.MISSING);
    try (Mosquitto broker = Mosquitto.start(dir.resolve("broker"));
        Publisher publisher = new Publisher(broker, version)) {
      EdgeSettings settings = EdgeFile.read(config(broker, version));
      start(settings);
      try {
        // Until the agent has its session, its broker has nobody to keep a message for.
        await()
            .atMost(PATIENCE)
            .until(
                () -> {
                  publisher.send("tanliu/v1/A/readings", "early");
                  return rejected().contains("early");
                });
        List<String> expected = new ArrayList<>();
        for (int first = 0; first < MESSAGES; first += AT_ONCE) {
          if (first == MESSAGES / 3) {
            broker.stop();
            broker.start();
          } else if (first == 2 * MESSAGES / 3) {
            stop();
          } else if (first == 2 * MESSAGES / 3 + 4 * AT_ONCE) {
            start(settings);
          }
          expected.addAll(publisher.sendAll(first, AT_ONCE));
        }
        publisher.send("tanliu/v1/B/readings", "[" + expected.get(7) + "]");
        publisher.send("tanliu/v1/A/readings", "[" + expected.get(7) + "]");
        publisher.send("tanliu/v1/A/readings", "nothing");
        await().atMost(PATIENCE).until(() -> rejected().contains("nothing"));
        stop();

        assertThat(stored("A")).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(stored("B")).containsExactly(expected.get(7));
      } finally {
        stop();
      }
    }
  }

  @Test
  void shouldSayWhatIsWrongWithTheSettingsOfABroker() throws IOException {
    Path config = dir.resolve("bad.yaml");
    String rest = "gateway: http://127.0.0.1:1\nunits: [A]\nmqtt: ";
    Files.writeString(config, rest + "{topic: a/b}\n");
    assertThatThrownBy(() -> EdgeFile.read(config)).hasMessageStartingWith("mqtt.url: missing");
    Files.writeString(config, rest + "{url: 'mqtt://x', password: secret}\n");
    assertThatThrownBy(() -> EdgeFile.read(config))
        .hasMessageStartingWith("mqtt.password: unknown")
        .hasMessageContaining("passwordFile");
    Files.writeString(config, rest.replace("[A]", "[A+]") + "{url: 'mqtt://x'}\n");
    assertThatThrownBy(() -> EdgeFile.read(config)).hasMessageStartingWith("units: A+ (expected:");
    Files.writeString(config, rest + "{url: 'mqtts://x', passwordFile: p, session: P1D}\n");
    MqttBroker read = EdgeFile.read(config).mqtt().orElseThrow().broker();
    assertThat(read.password()).contains(dir.resolve("p"));
    assertThat(read.session()).isEqualTo(Duration.ofDays(1));
  }

  private void start(EdgeSettings settings) throws IOException {
    edge = new Edge(settings, Optional.empty(), Clock.systemUTC());
  }

  private void stop() throws IOException {
    if (edge != null) {
      edge.close();
      edge = null;
    }
  }

  private Path config(Mosquitto broker, String version) throws IOException {
    return Files.writeString(
        dir.resolve("edge.yaml"),
        """
        gateway: http://127.0.0.1:1
        units: [A, B]
        door: {port: 0}
        mqtt: {url: "mqtt://127.0.0.1:%d", version: %s}
        """
            .formatted(broker.port(), version));
  }

  private List<String> rejected() throws Exception {
    try (EdgeDatabase look = EdgeDatabase.look(dir.resolve("edge-data"))) {
      List<EdgeStatus.RejectedReading> rejected = EdgeStatus.rejected(look, 100);
      assertThat(rejected).allMatch(each -> each.code().equals("MALFORMED"));
      return rejected.stream().map(EdgeStatus.RejectedReading::reading).toList();
    }
  }

  private List<String> stored(String unit) throws IOException {
    List<String> stored = new ArrayList<>();
    Instant now = Instant.now();
    try (EdgeStore store =
        EdgeStore.open(dir.resolve("edge-data"), 64L << 20, 5_000, Optional.empty(), now)) {
      Optional<Shipment> next = store.next(unit, now);
      while (next.isPresent()) {
        stored.addAll(Lines.of(Lines.gunzip(next.get().body().bytes())));
        store.refused(next.get(), "read", now);
        next = store.next(unit, now);
      }
    }
    return stored;
  }

  /** An energy management system that publishes until its broker has acknowledged. */
  private static final class Publisher implements AutoCloseable, MqttLink.Listener {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final MqttLink link;
    private volatile boolean connected;

    Publisher(Mosquitto broker, String version) {
      Map<String, Object> set =
          Map.of(MqttBroker.URL, "mqtt://127.0.0.1:" + broker.port(), "mqtt.version", version);
      link =
          MqttLink.of(
              MqttBroker.of(new MqttConfig(set), "publisher").orElseThrow(),
              Optional.empty(),
              this);
      link.connect(message -> {}, thread);
      await().atMost(PATIENCE).until(() -> connected);
    }

    @Override
    public void connected() {
      connected = true;
    }

    @Override
    public void disconnected(Throwable cause) {
      connected = false;
    }

    void send(String topic, String payload) {
      publish(topic, payload).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Messages of one reading each. */
    List<String> sendAll(int first, int count) {
      List<String> readings = new ArrayList<>();
      List<CompletableFuture<?>> sent = new ArrayList<>();
      for (int i = first; i < first + count; i++) {
        readings.add("{\"point\":\"E1\",\"time\":\"t\",\"value\":" + i + "}");
        sent.add(publish("tanliu/v1/A/readings", "[" + readings.get(i - first) + "]"));
      }
      CompletableFuture.allOf(sent.toArray(new CompletableFuture<?>[0]))
          .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
          .join();
      return readings;
    }

    private CompletableFuture<?> publish(String topic, String payload) {
      byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
      return link.publish(topic, bytes, 1, false, Optional.empty());
    }

    @Override
    public void close() {
      link.disconnect();
      thread.shutdownNow();
    }
  }
}
