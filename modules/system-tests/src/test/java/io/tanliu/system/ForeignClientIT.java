// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that others wrote, in another language, read what the API says; from a demo of their own,
 * for they read topics from the beginning.
 */
class ForeignClientIT {
  private static final String UNIT = "FOREIGN-01";
  private static final String ENERGY = "tanliu.metric.energy";
  private static final String FIRST =
      "{\"point\":\"E1\",\"time\":\"2018-01-01T08:45:00+09:00\",\"value\":1.25}";
  private static final String ALERT = "tanliu.alert.event";

  private static Demo demo;

  @BeforeAll
  static void start() {
    node();
    demo = Demo.start("foreign");
  }

  @AfterAll
  static void stop() {
    if (demo != null) {
      demo.close();
    }
  }

  /** A frame from there passes the same checks as one from a gateway. */
  @Test
  void shouldTakeFramesThatKafkajsWritesAndRefuseWhatIsWrongWithThem(@TempDir Path dir) {
    Path node = node();
    String unit = "FOREIGN-02";
    demo.apply(Figures.register(unit, 1_000));
    // The first frame of all registers the schema.
    HttpResponse<String> pushed =
        demo.api()
            .post("/api/v1/units/" + unit + "/readings", "application/json", "[" + FIRST + "]");
    assertThat(pushed.statusCode()).isEqualTo(202);
    long now = System.currentTimeMillis();
    String good = frame("good", unit, now, "E1");
    String frames =
        "[%s,%s,%s,%s]"
            .formatted(
                record(unit, good),
                record("SOMEBODY", frame("stolen", unit, now, "E1")),
                record(unit, frame("ahead", unit, now + 3_600_000, "E1")),
                record(unit, frame("unknown", unit, now, "E9")));
    try (Command client =
        Command.program(
            dir,
            Map.of(),
            List.of(
                node.toString(),
                Places.MODULE.resolve("node/write.js").toString(),
                demo.endpoint("bootstrap.servers"),
                demo.endpoint("schema.registry.url"),
                frames))) {
      client.await(Duration.ofSeconds(60)).orFail();
    }
    Awaitility.await("the readings of both")
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(demo.api().electricity(unit, "1Y", "2018-01-01", "2019-01-01"))
                    .containsValue(3_750L));
    Awaitility.await("what was refused")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(
                        demo.run(
                                List.of(
                                    "rejected",
                                    "list",
                                    "--unit",
                                    unit,
                                    "--json",
                                    "--bootstrap",
                                    demo.endpoint("bootstrap.servers"),
                                    "--registry",
                                    demo.endpoint("schema.registry.url")))
                            .orFail()
                            .out()
                            .lines()
                            .map(Api::json)
                            .map(r -> r.get("code").asText() + " " + r.get("field").asText()))
                    .containsExactlyInAnyOrder(
                        "MALFORMED key", "FUTURE receivedAt", "UNKNOWN_POINT point"));
  }

  private static String record(String key, String frame) {
    return "{\"key\":\"%s\",\"value\":%s}".formatted(key, frame);
  }

  private static String frame(String id, String unit, long receivedAt, String point) {
    long time = Instant.parse("2018-01-01T00:00:00Z").toEpochMilli();
    return """
    {"frameId":"%s","unit":"%s","receivedAt":%d,"source":"kafkajs","gateway":"","sender":"","action":"REPORT",
     "backfill":false,"edit":null,"readings":[{"point":"%s","time":%d,"value":25,"scale":1}]}\
    """
        .formatted(id, unit, receivedAt, point, time);
  }

  private static Path node() {
    Optional<Path> node = Places.program("node");
    assumeTrue(node.isPresent(), "Node is not installed");
    assumeTrue(
        Files.isDirectory(Places.NODE_MODULES.resolve("kafkajs")),
        "kafkajs is not installed; \"./tanliu verify\" fetches it");
    return node.orElseThrow();
  }

  @Test
  void shouldReadFiguresAndAlertsWithKafkajsAndItsSchemaRegistryClient(@TempDir Path dir) {
    Path node = node();
    SteelFile file = SteelFile.madeUp(dir.resolve("made-up.csv"), 3, 3);
    long limit = file.total() / 2_000;
    demo.apply(Figures.register(UNIT, limit));
    demo.run(demo.push(UNIT, file.csv()));
    Figures.of(demo, UNIT, file).awaitTotal();
    Map<String, Long> quarters = demo.api().electricity(UNIT, "15m", "2018-01-01", "2018-01-04");

    try (Command client =
        Command.program(
            dir,
            Map.of(),
            List.of(
                node.toString(),
                Places.MODULE.resolve("node/read.js").toString(),
                demo.endpoint("bootstrap.servers"),
                demo.endpoint("schema.registry.url"),
                UNIT,
                ENERGY,
                ALERT))) {
      Awaitility.await("what kafkajs reads")
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(200))
          .failFast(() -> assertThat(client.alive()).as(client.err()).isTrue())
          .untilAsserted(
              () -> {
                assertThat(quarters(client)).isEqualTo(quarters);
                assertThat(breaches(client)).hasSize(1);
              });
      JsonNode breach = breaches(client).get(0);
      assertThat(breach.get("state").asText()).isEqualTo("FIRING");
      assertThat(breach.get("limit").asLong()).isEqualTo(limit * 1_000);
      assertThat(Instant.ofEpochMilli(breach.get("crossedAt").asLong()))
          .isEqualTo(file.passing(limit * 1_000).toInstant());
    }
  }

  private static Map<String, Long> quarters(Command client) {
    Map<String, Long> newest = new TreeMap<>();
    for (JsonNode value : values(client, ENERGY)) {
      if (value.get("granularity").asText().equals("15m")) {
        newest.put(
            SteelFile.text(Instant.ofEpochMilli(value.get("start").asLong())),
            value.get("amounts").get("electricity").get("amount").asLong());
      }
    }
    return newest;
  }

  private static List<JsonNode> breaches(Command client) {
    return values(client, ALERT).stream()
        .filter(value -> value.get("rule").asText().equals("budget-breach"))
        .toList();
  }

  private static List<JsonNode> values(Command client, String topic) {
    String said = client.out();
    return said.substring(0, said.lastIndexOf('\n') + 1)
        .lines()
        .map(Api::json)
        .filter(record -> record.get("topic").asText().equals(topic))
        .map(record -> record.get("value"))
        .toList();
  }
}
