// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanliu.embedded.EmbeddedCluster;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** From a reading to somebody who knows: the receiver is the one of the manual. */
class NoticeIT {
  private static final String UNIT = "NOTICE-01";
  private static final String SECRET = "whsec_bWFkZSB1cCBmb3IgYSB0ZXN0LCBub3QgYSBzZWNyZXQ=";
  private static final Duration START = Duration.ofSeconds(120);

  private final Path directory = Places.directory("notice");

  @Test
  void shouldBringABreachToTheReceiverOfTheManualOnceAndSigned() throws IOException {
    Path secrets = Files.createDirectories(directory.resolve("secrets"));
    Files.writeString(secrets.resolve("duty-hook"), SECRET);
    Path config = directory.resolve("notifier.properties");
    Files.writeString(
        config, "notifier.secrets.directory=" + secrets + "\nnotice.group.wait.ms=2000\n");
    try (EmbeddedCluster cluster = EmbeddedCluster.start(directory.resolve("kafka"), 2);
        Command receiver = receiver();
        Command serve = serve(cluster, config)) {
      String port = receiver.awaitLine("LISTENING on port", START);
      Api api = new Api(serve.awaitLine("READY", START));
      register(api, port);
      SteelFile file = SteelFile.madeUp(directory.resolve("made-up.csv"), 12, 5);
      api.post(
          "/api/v1/reference", "application/yaml", Figures.register(UNIT, file.total() / 2_000));
      Command push =
          Command.tanliu(directory, 256, Demo.push(api.url(), UNIT, file.csv(), List.of()));
      push.await(START).orFail();

      JsonNode taken = Api.json(receiver.awaitLine("TAKEN", START));
      assertThat(taken.get("titleZh").asText()).contains("南昌市").contains("新告警 1");
      assertThat(taken.at("/alerts/0/entity").asText()).isEqualTo(UNIT);
      assertThat(taken.at("/alerts/0/rule").asText()).isEqualTo("budget-breach");
      assertThat(taken.at("/alerts/0/name").asText()).isEqualTo("示例钢铁");
      Awaitility.await("delivery in the API")
          .atMost(START)
          .until(() -> api.get("/api/v1/deliveries?state=SENT").get("total").asInt() > 0);
      JsonNode notice = api.get("/api/v1/notices?group=" + group(taken)).at("/notices/0");
      assertThat(notice.get("id")).isEqualTo(taken.get("id"));
      assertThat(notice.at("/deliveries/SENT").asInt()).isEqualTo(1);
      assertThat(api.counter("tanliu_notifier_failed_total")).isZero();
      assertThat(receiver.out().lines().filter(line -> line.startsWith("TAKEN")).distinct())
          .hasSize((int) api.counter("tanliu_notifier_sent_total"));
      assertThat(serve.output()).as("no secret in any log").doesNotContain(SECRET);
      serve.stop(Duration.ofSeconds(30));
    }
  }

  private static String group(JsonNode notice) {
    return notice.get("group").asText().replace("=", "%3D").replace(",", "%2C");
  }

  private void register(Api api, String port) {
    String body =
        """
        {"name": "值班室", "kind": "WEBHOOK", "address": "http://127.0.0.1:%s/alerts",
         "secret": "duty-hook", "regions": ["360100"], "rules": ["budget-breach"]}
        """
            .formatted(port);
    assertThat(
            api.send(
                    api.request("/api/v1/receivers/duty")
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(body)))
                .statusCode())
        .isEqualTo(201);
  }

  private Command receiver() {
    return Command.program(
        directory,
        Map.of("RECEIVER_SECRET", SECRET),
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dstdout.encoding=UTF-8",
            "-Dfile.encoding=UTF-8",
            Places.ROOT.resolve("docs/examples/AlertReceiver.java").toString(),
            "0"));
  }

  private Command serve(EmbeddedCluster cluster, Path config) {
    return Command.tanliu(
        directory,
        768,
        List.of(
            "serve",
            "--access",
            "open",
            "--bootstrap",
            cluster.bootstrap(),
            "--registry",
            cluster.registryUrl(),
            "--config",
            config.toString(),
            "--port",
            "0",
            "--data",
            directory.resolve("data").toString()));
  }
}
