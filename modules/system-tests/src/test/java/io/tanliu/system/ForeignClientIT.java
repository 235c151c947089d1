// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Clients that others wrote, in another language, read what the API says. */
@ExtendWith(SharedDemo.class)
class ForeignClientIT {
  private static final String UNIT = "FOREIGN-01";
  private static final String ENERGY = "tanliu.metric.energy";
  private static final String ALERT = "tanliu.alert.event";

  @Test
  void shouldReadFiguresAndAlertsWithKafkajsAndItsSchemaRegistryClient(
      Demo demo, @TempDir Path dir) {
    Optional<Path> node = Places.program("node");
    assumeTrue(node.isPresent(), "Node is not installed");
    assumeTrue(
        Files.isDirectory(Places.NODE_MODULES.resolve("kafkajs")),
        "kafkajs is not installed; \"./tanliu verify\" fetches it");
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
                node.orElseThrow().toString(),
                Places.MODULE.resolve("node/read.js").toString(),
                demo.endpoint("bootstrap.servers"),
                demo.endpoint("schema.registry.url"),
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
        .filter(value -> value.get("entity").asText().equals(UNIT))
        .toList();
  }
}
