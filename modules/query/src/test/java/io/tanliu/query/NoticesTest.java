// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanliu.avro.AlertDelivery;
import io.tanliu.avro.AlertNotice;
import io.tanliu.domain.notice.AlertNews.Facts;
import io.tanliu.domain.notice.Change;
import io.tanliu.domain.notice.Notice;
import io.tanliu.domain.notice.Notice.Item;
import io.tanliu.domain.notice.Notice.Rest;
import io.tanliu.domain.notice.Notice.Route;
import io.tanliu.domain.notice.NoticeHead;
import io.tanliu.domain.notice.Severity;
import io.tanliu.embedded.EmbeddedCluster;
import io.tanliu.wire.Keys;
import io.tanliu.wire.NoticeMapping;
import io.tanliu.wire.Topics;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was told, and what became of it. */
class NoticesTest {
  private static final long BEGIN = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();
  private static final int MOST = 1_000;

  @Test
  void shouldShowTheNewestNoticesWithWhatBecameOfThemAndForgetTheOldest(@TempDir Path dir) {
    try (EmbeddedCluster cluster = EmbeddedCluster.start(dir.resolve("cluster"), 2);
        Records records = new Records(cluster)) {
      for (int i = 0; i < MOST + 5; i++) {
        AlertNotice notice = notice("group=" + i % 7, i);
        records.send(Topics.ALERT_NOTICE, NoticeMapping.id(notice), notice);
      }
      String newest = NoticeMapping.id(notice("group=" + (MOST + 4) % 7, MOST + 4));
      for (String receiver : List.of("duty", "city", "down")) {
        records.send(
            Topics.ALERT_DELIVERY,
            Keys.delivery(newest, receiver),
            delivery(newest, receiver, receiver.equals("down") ? "WAITING" : "SENT"));
      }
      records.flush();
      try (QueryServer server =
          QueryServer.start(cluster, "notices", dir.resolve("state")).awaitUp()) {
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> server.json("/api/v1/deliveries").path("total").asInt() == 3);
        JsonNode list = server.json("/api/v1/notices?limit=2");
        assertThat(list.get("total").asInt()).isEqualTo(MOST);
        assertThat(list.get("truncated").asBoolean()).isTrue();
        JsonNode first = list.at("/notices/0");
        assertThat(first.get("id").asText()).isEqualTo(newest);
        assertThat(first.get("at").asText()).endsWith("+08:00");
        assertThat(first.get("titleZh").asText()).isEqualTo("【碳流】南昌市 单位离线：新告警 4");
        assertThat(first.at("/deliveries/SENT").asInt()).isEqualTo(2);
        assertThat(first.at("/deliveries/WAITING").asInt()).isEqualTo(1);
        assertThat(server.json("/api/v1/notices?alert=none").get("total").asInt()).isZero();

        JsonNode one =
            server.json("/api/v1/notices/" + URLEncoder.encode(newest, StandardCharsets.UTF_8));
        assertThat(one.at("/alerts/0/entity").asText()).isEqualTo("U1");
        assertThat(one.get("notNamed").asInt()).isEqualTo(3);
        assertThat(server.get("/api/v1/notices/nothing").statusCode()).isEqualTo(404);

        JsonNode waiting = server.json("/api/v1/deliveries?state=waiting");
        assertThat(waiting.at("/deliveries/0/receiver").asText()).isEqualTo("down");
        assertThat(waiting.at("/deliveries/0/answer").asText()).isEqualTo("HTTP 503");
        assertThat(server.get("/api/v1/deliveries?state=lost").statusCode()).isEqualTo(400);
      }
    }
  }

  private static AlertNotice notice(String group, int number) {
    List<String> line = List.of("360102", "360100");
    Route route =
        new Route(Change.RAISED, Severity.WARNING, Severity.WARNING, "unit-offline", line, 1, 0);
    Facts facts =
        new Facts(
            "unit-offline", "U1", "一号", line, BEGIN, "silence", "", "1", "2", "ms", "silent", "");
    return NoticeMapping.toAvro(
        new Notice(
            group,
            BEGIN + number * 1_000L,
            List.of(new Item("unit-offline|U1|connection", 1, route, facts)),
            List.of(new Rest(route, 3))),
        new NoticeHead("单位离线", "unit offline", "南昌市", "Nanchang", ZoneId.of("+08:00")));
  }

  private static AlertDelivery delivery(String notice, String receiver, String state) {
    return AlertDelivery.newBuilder()
        .setNotice(notice)
        .setReceiver(receiver)
        .setKind("WEBHOOK")
        .setState(state)
        .setAttempts(1)
        .setAt(Instant.ofEpochMilli(BEGIN))
        .setNoticeAt(Instant.ofEpochMilli(BEGIN))
        .setAnswer(state.equals("SENT") ? "HTTP 204" : "HTTP 503")
        .build();
  }
}
