// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanliu.avro.AlertState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Lamps of a region's parts and the order of alerts, over HTTP. */
@ExtendWith(SharedExample.class)
class ControlTest {
  private final QueryServer server;
  private final Records records;

  ControlTest(Example example) {
    server = example.server();
    records = example.records();
  }

  @Test
  void shouldListTheLampsOfWhatLiesDirectlyBelowARegionPageByPage() {
    records.lamps("360100", "2024", "LEVEL_1");
    records.lamps("360102", "2024", "LEVEL_2");
    records.lamps("360102", "2023", "LEVEL_3");
    records.lamps("360111", "2024", "LEVEL_3");
    records.lamps("QUIET-01", "2024", "LEVEL_1");
    records.lamps("STEEL-01", "2024", "LEVEL_1");
    records.flush();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> server.json("/api/v1/lamps?entity=STEEL-01").path("total").asInt() > 0);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(entities())
                    .as("neither the city itself nor a unit of one of its districts")
                    .containsExactly("360102", "360111", "STEEL-01"));
    int below = server.json("/api/v1/entities?parent=360100").get("total").asInt();
    JsonNode first =
        server.json("/api/v1/lamps?entity=360100&children=true&period=2024&limit=" + (below - 1));
    assertThat(first.get("children").asInt()).isEqualTo(below);
    assertThat(first.get("next").asText()).contains("children=true&period=2024&limit=");
    assertThat(server.json(first.get("next").asText()).has("next")).isFalse();
    for (String wrong : List.of("children=yes", "children=true&limit=501", "children=true&a=b")) {
      assertThat(server.get("/api/v1/lamps?entity=360100&" + wrong).statusCode()).isEqualTo(400);
    }
    assertThat(server.json("/api/v1/lamps?entity=STEEL-01&children=true").get("children").asInt())
        .as("a unit has nothing below it")
        .isZero();
  }

  private List<String> entities() {
    List<String> seen = new ArrayList<>();
    String address = "/api/v1/lamps?entity=360100&children=true&period=2024&limit=4";
    while (address != null) {
      JsonNode page = server.json(address);
      page.get("lamps").forEach(l -> seen.add(l.get("entity").asText()));
      address = page.has("next") ? page.get("next").asText() : null;
    }
    return seen;
  }

  @Test
  void shouldShowIntensityBeforeTotalsOfTheSameSeverity() {
    records.alert("missing-report|QUIET-01|GDP", "QUIET-01", 1, AlertState.FIRING, 3);
    records.alert("budget-breach|QUIET-01|B", "QUIET-01", 1, AlertState.FIRING, 2);
    records.alert("intensity-rising|QUIET-01|I", "QUIET-01", 1, AlertState.FIRING, 1);
    records.flush();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(
                        server
                            .json("/api/v1/alerts?entity=QUIET-01&state=firing")
                            .findValuesAsText("rule"))
                    .containsSubsequence("intensity-rising", "budget-breach", "missing-report"));
  }
}
