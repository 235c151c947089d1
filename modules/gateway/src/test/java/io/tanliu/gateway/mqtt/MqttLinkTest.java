// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tanliu.net.mqtt.MqttBroker;
import io.tanliu.net.mqtt.MqttLink;
import io.tanliu.net.mqtt.MqttMessage;
import io.tanliu.testkit.Mosquitto;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What both versions of MQTT have to keep, at a real broker. */
class MqttLinkTest {
  private static final String TOPIC = "tanliu/v1/U1/readings";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path dir;

  @BeforeAll
  static void needsABroker() {
    assumeTrue(Mosquitto.program().isPresent(), Mosquitto.MISSING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "5"})
  void shouldGetAgainWhatWasNotAcknowledgedAndWhatCameMeanwhile(String version) {
    try (Mosquitto broker = Mosquitto.start(dir.resolve("broker"));
        Client publisher = client(broker, version, "publisher", Map.of())) {
      try (Client first = client(broker, version, "gateway", Map.of())) {
        first.subscribe();
        publisher.publish("acknowledged");
        publisher.publish("left");
        first.await("acknowledged", "left");
        first.got.get(0).acknowledge().run();
        publisher.publish("after");
        first.await("acknowledged", "left", "after"); // so that the acknowledgement is through
      }
      publisher.publish("meanwhile");
      try (Client second = client(broker, version, "gateway", Map.of())) {
        second.await("left", "after", "meanwhile");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "5"})
  void shouldComeBackByItselfAndLoseNothingWhenTheBrokerIsRestarted(String version) {
    try (Mosquitto broker = Mosquitto.start(dir.resolve("broker"));
        Client gateway = client(broker, version, "gateway", Map.of());
        Client publisher = client(broker, version, "publisher", Map.of())) {
      gateway.subscribe();
      publisher.publish("before");
      gateway.await("before");
      broker.stop();
      broker.start();
      await().atMost(PATIENCE).until(() -> publisher.connections >= 2);
      publisher.publish("behind");
      await().atMost(PATIENCE).until(() -> gateway.texts().contains("behind"));
      assertThat(gateway.texts()).as("not acknowledged, so it comes again").contains("before");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "5"})
  void shouldProveWhoItIsByCertificateAndPasswordAndTrustOnlyTheNamedCa(String version)
      throws Exception {
    Path key = dir.resolve("key.pem");
    Path certificate = dir.resolve("certificate.pem");
    Process made =
        new ProcessBuilder(
                List.of(
                    "sh",
                    "-c",
                    "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
                        + " -keyout key.pem -out certificate.pem -days 2 -subj /CN=localhost"
                        + " -addext subjectAltName=IP:127.0.0.1,DNS:localhost && touch passwords"
                        + " && mosquitto_passwd -b passwords gateway right"))
            .directory(dir.toFile())
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("openssl.txt").toFile())
            .start();
    assumeTrue(made.waitFor(60, TimeUnit.SECONDS) && made.exitValue() == 0, "no openssl");
    Path right = Files.writeString(dir.resolve("right"), "right\n");
    Path wrong = Files.writeString(dir.resolve("wrong"), "wrong\n");
    Map<String, String> config = new HashMap<>();
    config.put("mqtt.ca", certificate.toString());
    config.put("mqtt.certificate", certificate.toString());
    config.put("mqtt.key", key.toString());
    config.put("mqtt.user", "gateway");
    config.put("mqtt.password-file", right.toString());
    try (Mosquitto broker =
        Mosquitto.start(
            dir.resolve("broker"),
            "cafile " + certificate,
            "certfile " + certificate,
            "keyfile " + key,
            "require_certificate true",
            "password_file " + dir.resolve("passwords"))) {
      try (Client gateway = client(broker, version, "gateway", config)) {
        gateway.subscribe();
      }
      try (Client guess =
          client(broker, version, "guess", changed(config, "mqtt.password-file", wrong))) {
        guess.awaitFailure("NOT_AUTHORIZED", "BAD_USER_NAME_OR_PASSWORD");
      }
      config.remove("mqtt.ca");
      try (Client careful = client(broker, version, "careful", config)) {
        careful.awaitFailure("unable to find valid certification path");
      }
    }
  }

  private static Map<String, String> changed(Map<String, String> config, String name, Path value) {
    Map<String, String> other = new HashMap<>(config);
    other.put(name, value.toString());
    return other;
  }

  private static Client client(
      Mosquitto broker, String version, String id, Map<String, String> more) {
    Map<String, Object> config = new HashMap<>(more);
    String scheme = more.isEmpty() ? "mqtt" : "mqtts";
    config.put("mqtt.url", scheme + "://127.0.0.1:" + broker.port());
    config.put("mqtt.version", version);
    config.put("mqtt.client-id", id);
    return new Client(MqttSettings.of(config, "test").orElseThrow().broker());
  }

  /** A client that acknowledges nothing by itself. */
  private static final class Client implements AutoCloseable, MqttLink.Listener {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final List<MqttMessage> got = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final MqttLink link;
    private volatile int connections;

    Client(MqttBroker broker) {
      link = MqttLink.of(broker, Optional.empty(), this);
      link.connect(got::add, thread);
    }

    @Override
    public synchronized void connected() {
      connections++;
    }

    @Override
    public void disconnected(Throwable cause) {
      for (Throwable each = cause; each != null; each = each.getCause()) {
        failures.add(String.valueOf(each.getMessage()));
      }
    }

    void subscribe() {
      org.awaitility.Awaitility.await("connected: " + failures)
          .atMost(PATIENCE)
          .until(() -> connections > 0);
      link.subscribe(List.of(TOPIC)).orTimeout(60, TimeUnit.SECONDS).join();
    }

    void publish(String text) {
      org.awaitility.Awaitility.await().atMost(PATIENCE).until(() -> connections > 0);
      link.publish(TOPIC, text.getBytes(UTF_8), 1, false, Optional.empty())
          .orTimeout(60, TimeUnit.SECONDS)
          .join();
    }

    List<String> texts() {
      return got.stream().map(message -> new String(message.payload(), UTF_8)).toList();
    }

    void await(String... texts) {
      org.awaitility.Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(texts()).containsExactly(texts));
    }

    void awaitFailure(String... oneOf) {
      org.awaitility.Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(failures)
                      .anyMatch(said -> List.of(oneOf).stream().anyMatch(said::contains)));
      assertThat(connections).isZero();
    }

    @Override
    public void close() {
      link.disconnect();
      thread.shutdownNow();
    }
  }
}
