// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tanliu.avro.AlertDelivery;
import io.tanliu.avro.AlertNotice;
import io.tanliu.domain.notice.Notice;
import io.tanliu.domain.notice.NoticeHead;
import io.tanliu.wire.Keys;
import io.tanliu.wire.NoticeMapping;
import io.tanliu.wire.Resend;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A notice that was refused for good is asked for again. */
class GatewayResendTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AlertNotice NOTICE = notice(0);
  private static final String ID = NoticeMapping.id(NOTICE);
  private static final String BY = "{\"author\": \"张三\", \"note\": \"接口已修复\"}";

  private static Rig rig;

  @BeforeAll
  static void start(@TempDir Path dir) {
    rig = new Rig(dir, GatewaySettings.defaults());
    for (String id : List.of("duty", "city", "late")) {
      String hook =
          "{\"kind\":\"WEBHOOK\",\"address\":\"http://127.0.0.1:9/\",\"secret\":\"hook\"}";
      assertThat(rig.json("PUT", "/api/v1/receivers/" + id, hook).statusCode()).isEqualTo(201);
    }
    for (int i = 0; i < 3; i++) {
      rig.publish(Topics.ALERT_NOTICE, NoticeMapping.id(notice(i)), notice(i));
    }
    delivery("city", "SENT");
    delivery("late", "WAITING");
    delivery("gone", "FAILED");
    delivery("duty", "FAILED");
    await().atMost(Duration.ofSeconds(60)).until(() -> resend(ID, BY).statusCode() == 202);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  private static AlertNotice notice(int number) {
    return NoticeMapping.toAvro(
        new Notice(
            "rule=surge,city=360100",
            Rig.NOW.toEpochMilli() + number * 1_000L,
            List.of(),
            List.of()),
        new NoticeHead("", "", "", "", ZoneId.of("Asia/Shanghai")));
  }

  private static void delivery(String receiver, String state) {
    rig.publish(
        Topics.ALERT_DELIVERY,
        Keys.delivery(ID, receiver),
        AlertDelivery.newBuilder()
            .setNotice(ID)
            .setReceiver(receiver)
            .setKind("WEBHOOK")
            .setState(state)
            .setAttempts(1)
            .setAt(Rig.NOW)
            .setNoticeAt(NOTICE.getAt())
            .setAnswer("HTTP 410")
            .build());
  }

  private static HttpResponse<String> resend(String id, String body) {
    String path = URLEncoder.encode(id, StandardCharsets.UTF_8);
    return rig.json("POST", "/api/v1/notices/" + path + "/resend", body);
  }

  @Test
  void shouldPublishItOnceMoreUnderItsOwnKeyForWhoRefusedItAndIsStillThere() throws IOException {
    HttpResponse<String> answer = resend(ID, BY);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    JsonNode json = JSON.readTree(answer.body());
    assertThat(json.get("notice").asText()).isEqualTo(ID);
    assertThat(json.get("receivers")).hasSize(1);
    assertThat(json.at("/receivers/0").asText()).isEqualTo("duty");
    List<ConsumerRecord<String, AlertNotice>> records =
        rig.records(Topics.ALERT_NOTICE).stream().filter(r -> r.key().equals(ID)).toList();
    assertThat(records).hasSizeGreaterThan(1).allMatch(r -> r.value().equals(NOTICE));
    assertThat(Resend.of(records.get(0).headers())).isEmpty();
    assertThat(Resend.of(records.get(1).headers()))
        .contains(new Resend(Set.of("duty"), "张三", "接口已修复"));
    assertThat(Instant.ofEpochMilli(records.get(1).timestamp())).isEqualTo(Rig.NOW);
  }

  @Test
  void shouldSayWhyThereIsNothingToSendAgain() throws IOException {
    refused(resend("rule=surge,city=360100|2019-06-01T09:00:00Z", BY), 404, "UNKNOWN_NOTICE");
    refused(resend("nonsense", BY), 404, "UNKNOWN_NOTICE");
    refused(resend(NoticeMapping.id(notice(2)), BY), 409, "NOTHING_REFUSED");
    refused(resend(ID, "{\"author\":\"a\",\"receiver\":\"city\"}"), 409, "NOTHING_REFUSED");
    refused(resend(ID, "{\"author\":\"a\",\"receiver\":\"late\"}"), 409, "NOTHING_REFUSED");
    refused(resend(ID, "{\"author\":\"a\",\"receiver\":\"gone\"}"), 404, "UNKNOWN_RECEIVER");
    refused(resend(ID, "{\"receiver\":\"duty\"}"), 422, "INVALID_FIELD");
  }

  private static void refused(HttpResponse<String> answer, int status, String code)
      throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(JSON.readTree(answer.body()).get("code").asText()).isEqualTo(code);
  }
}
