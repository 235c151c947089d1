// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanliu.avro.AlertState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Alerts, their history and their stream, over HTTP. */
@ExtendWith(SharedExample.class)
class AlertsTest {
  private final Records records;
  private final QueryServer server;

  AlertsTest(Example example) {
    records = example.records();
    server = example.server();
  }

  @Test
  void shouldListAlertsByStateWithExactAmounts() {
    JsonNode firing = server.json("/api/v1/alerts?state=firing&entity=STEEL-01").get("alerts");
    assertThat(firing)
        .extracting(a -> a.get("alertId").asText())
        .contains("budget-breach|STEEL-01|T1")
        .doesNotContain("budget-breach|STEEL-01|T0");
    JsonNode one = server.json("/api/v1/alerts/budget-breach%7CSTEEL-01%7CT1");
    assertThat(one.get("measured").decimalValue()).isEqualByComparingTo("900157.18");
    assertThat(one.get("schedule").decimalValue()).isEqualByComparingTo("834000.123");
    assertThat(one.get("unit").asText()).isEqualTo("kWh");
    assertThat(one.get("crossedAt").asText()).isEqualTo("2018-12-05T10:00:00+09:00");
    assertThat(server.json("/api/v1/alerts?state=all").get("alerts").get(0).get("state").asText())
        .as("what burns comes first")
        .isEqualTo("FIRING");
  }

  @Test
  void shouldTellTheHistoryOfAnAlertNewestFirst() {
    String id = "budget-breach|360481|H1";
    records.alert(id, "360481", 1, AlertState.FIRING, 950_000_000L);
    records.alert("budget-breach|360481|H2", "360481", 1, AlertState.FIRING, 1L);
    records.alert(id, "360481", 2, AlertState.RESOLVED, 1L);
    String path = "/api/v1/alerts/budget-breach%7C360481%7CH1/history";
    await()
        .untilAsserted(
            () ->
                assertThat(server.json("/api/v1/alerts?state=resolved").toString()).contains("H1"));
    await().untilAsserted(() -> assertThat(server.json(path).get("changes")).hasSize(2));
    JsonNode history = server.json(path);
    assertThat(history.get("changes"))
        .extracting(change -> change.get("sequence").asInt())
        .containsExactly(2, 1);
    assertThat(history.get("truncated").asBoolean()).isFalse();
    JsonNode newest = server.json(path + "?limit=1");
    assertThat(newest.get("changes")).hasSize(1);
    assertThat(newest.get("truncated").asBoolean()).isTrue();
  }

  @Test
  void shouldSendEachChangeOfAnAlertOnceAndResume() throws Exception {
    String lastSeen;
    try (SseReader reader = new SseReader(server.uri("/api/v1/alerts/stream"), null)) {
      await().until(() -> reader.names().equals(List.of("hello")));
      records.alert("budget-breach|QUIET-01|S1", "QUIET-01", 1, AlertState.FIRING, 950_000_000L);
      records.alert("budget-breach|QUIET-01|S1", "QUIET-01", 1, AlertState.FIRING, 950_000_000L);
      records.flush();
      await().until(() -> reader.names().equals(List.of("hello", "alert")));
      Map<String, String> event = reader.events.get(1);
      JsonNode alert = QueryServer.parse(event.get("data"));
      assertThat(alert.get("measured").decimalValue()).isEqualByComparingTo("950000");
      assertThat(alert.get("entityName").asText()).isEqualTo("示例钢铁");
      lastSeen = event.get("id");
    }
    records.alert("budget-breach|QUIET-01|S1", "QUIET-01", 2, AlertState.RESOLVED, 1);
    records.flush();
    await()
        .until(
            () ->
                server.json("/api/v1/alerts?state=resolved&entity=QUIET-01").get("total").asInt()
                    == 1);
    try (SseReader reader = new SseReader(server.uri("/api/v1/alerts/stream"), lastSeen)) {
      await().until(() -> reader.names().equals(List.of("hello", "alert")));
      assertThat(reader.events.get(1).get("data")).contains("\"RESOLVED\"");
    }
    try (SseReader reader = new SseReader(server.uri("/api/v1/alerts/stream"), "earlier-3")) {
      await().until(() -> reader.names().equals(List.of("hello", "reset")));
    }
    await()
        .atMost(Duration.ofSeconds(25))
        .until(() -> server.metrics.get("tanliu.query.stream.clients").gauge().value() == 0);
  }
}
