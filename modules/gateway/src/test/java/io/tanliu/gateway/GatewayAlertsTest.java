// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tanliu.avro.AlertAction;
import io.tanliu.avro.AlertChange;
import io.tanliu.avro.AlertCommand;
import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertLevel;
import io.tanliu.avro.AlertRuleDefinition;
import io.tanliu.avro.AlertSeverity;
import io.tanliu.avro.AlertSilence;
import io.tanliu.avro.AlertState;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people decide about alerts, over HTTP. */
class GatewayAlertsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FIRING = "budget-breach|STEEL-01|T";
  private static final String OVER = "budget-breach|STEEL-01|OLD";

  private static Rig rig;

  @BeforeAll
  static void start(@TempDir Path dir) {
    rig = new Rig(dir, GatewaySettings.defaults());
    assertThat(rig.register(Rig.REGISTER).statusCode()).isEqualTo(200);
    rig.publish(Topics.ALERT_STATE, FIRING, event(FIRING, AlertState.FIRING));
    rig.publish(Topics.ALERT_STATE, OVER, event(OVER, AlertState.RESOLVED));
    await()
        .until(
            () -> ask(FIRING, "notes", "{\"author\":\"张三\",\"note\":\"n\"}").statusCode() == 202);
    await()
        .until(() -> ask(OVER, "notes", "{\"author\":\"张三\",\"note\":\"n\"}").statusCode() == 202);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  private static AlertEvent event(String id, AlertState state) {
    return AlertEvent.newBuilder()
        .setAlertId(id)
        .setSequence(1)
        .setRule("budget-breach")
        .setEntity("STEEL-01")
        .setSubject("T")
        .setQuantity("tce")
        .setPeriod("2018")
        .setState(state)
        .setChange(AlertChange.FIRED)
        .setSeverity(AlertSeverity.CRITICAL)
        .setLevel(AlertLevel.CRITICAL)
        .setReason("breached")
        .setAt(Rig.NOW)
        .setDecidedAt(Rig.NOW)
        .setSince(Rig.NOW)
        .setEpisode(3)
        .setUnit("gce")
        .setRevision(1)
        .setZone("Asia/Shanghai")
        .setSource("")
        .build();
  }

  private static HttpResponse<String> ask(
      String alert, String what, String body, String... headers) {
    return rig.json("POST", "/api/v1/alerts/" + path(alert) + "/" + what, body, headers);
  }

  private static String path(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  @Test
  void shouldPutAnAcknowledgementOnItsTopicUnderTheKeyThatTheClientChose() throws IOException {
    String body = "{\"author\":\"张三\",\"note\":\"已联系企业\",\"episode\":3}";
    HttpResponse<String> answer = ask(FIRING, "acknowledgements", body, "Idempotency-Key", "k-1");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(json(answer).get("commandId").asText()).isEqualTo("k-1");
    AlertCommand command =
        rig.all(Topics.ALERT_COMMAND).stream()
            .filter(c -> c.getCommandId().equals("k-1"))
            .findFirst()
            .orElseThrow();
    assertThat(command.getAlertId()).isEqualTo(FIRING);
    assertThat(command.getAction()).isEqualTo(AlertAction.ACKNOWLEDGE);
    assertThat(command.getAuthor()).isEqualTo("张三");
    assertThat(command.getNote()).isEqualTo("已联系企业");
    assertThat(command.getEpisode()).isEqualTo(3);
  }

  @Test
  void shouldTakeWithdrawalsAndEscalations() {
    String by = "{\"author\":\"李四\"}";
    assertThat(ask(FIRING, "escalations", by, "Idempotency-Key", "up").statusCode()).isEqualTo(202);
    String path = "/api/v1/alerts/" + path(FIRING) + "/acknowledgements";
    assertThat(rig.json("DELETE", path, by, "Idempotency-Key", "off").statusCode()).isEqualTo(202);
    assertThat(rig.all(Topics.ALERT_COMMAND))
        .extracting(AlertCommand::getCommandId, AlertCommand::getAction)
        .contains(tuple("up", AlertAction.ESCALATE), tuple("off", AlertAction.UNACKNOWLEDGE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "none|STEEL-01|T; acknowledgements; {\"author\":\"a\"}; 404; UNKNOWN_ALERT; id",
        "nothing; notes; {\"author\":\"a\"}; 404; UNKNOWN_ALERT; id",
        "budget-breach|STEEL-01|OLD; acknowledgements; {\"author\":\"a\"}; 409; ALERT_NOT_OPEN; id",
        "budget-breach|STEEL-01|T; acknowledgements; {\"author\":\"a\",\"episode\":2}; 409;"
            + " ALERT_NOT_OPEN; episode",
        "budget-breach|STEEL-01|T; acknowledgements; {}; 422; INVALID_FIELD; author",
        "budget-breach|STEEL-01|T; notes; {\"author\":\"a\"}; 422; INVALID_FIELD; note",
        "budget-breach|STEEL-01|T; notes; {\"author\":7,\"note\":\"n\"}; 422; INVALID_FIELD; author",
        "budget-breach|STEEL-01|T; notes; {\"auhtor\":\"a\"}; 422; INVALID_FIELD; auhtor",
        "budget-breach|STEEL-01|T; notes; {\"author\"; 400; MALFORMED; body",
        "budget-breach|STEEL-01|T; notes; []; 422; INVALID_FIELD; body",
      })
  void shouldSayWhatIsWrongWithACommand(
      String alert, String what, String body, int status, String code, String field)
      throws IOException {
    HttpResponse<String> answer = ask(alert, what, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(json(answer).get("code").asText()).isEqualTo(code);
    assertThat(json(answer).get("field").asText()).isEqualTo(field);
    assertThat(json(answer).get("expected").asText()).isNotEmpty();
  }

  @Test
  void shouldSetChangeListAndEndASilence() throws IOException {
    String body =
        """
        {"rules": ["budget-pace"], "region": "360100", "duration": "PT8H", "dailyFrom": "22:00",
         "dailyUntil": "06:00", "author": "值班员", "reason": "检修"}
        """;
    HttpResponse<String> set = rig.json("PUT", "/api/v1/silences/S-1", body);
    assertThat(set.statusCode()).as(set.body()).isEqualTo(201);
    assertThat(json(set).get("until").asText()).isEqualTo("2019-06-01T08:00:00Z");
    assertThat(rig.json("PUT", "/api/v1/silences/S-1", body).statusCode()).isEqualTo(200);
    JsonNode listed = json(rig.json("GET", "/api/v1/silences", "")).get("silences");
    assertThat(listed).hasSize(1);
    assertThat(listed.get(0).get("state").asText()).isEqualTo("active");
    assertThat(rig.all(Topics.ALERT_SILENCE))
        .extracting(AlertSilence::getRegion)
        .containsOnly("360100");
    assertThat(rig.json("DELETE", "/api/v1/silences/S-1", "").statusCode()).isEqualTo(200);
    assertThat(json(rig.json("GET", "/api/v1/silences", "")).get("silences")).isEmpty();
    assertThat(rig.json("DELETE", "/api/v1/silences/S-1", "").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "S; {\"duration\":\"PT1H\",\"reason\":\"r\"}; author",
        "S; {\"duration\":\"PT1H\",\"author\":\"a\"}; reason",
        "S; {\"author\":\"a\",\"reason\":\"r\"}; until",
        "S; {\"until\":\"2019-05-01T00:00:00Z\",\"author\":\"a\",\"reason\":\"r\"}; until",
        "S; {\"duration\":\"P400D\",\"author\":\"a\",\"reason\":\"r\"}; until",
        "S; {\"duration\":\"1h\",\"author\":\"a\",\"reason\":\"r\"}; duration",
        "S; {\"duration\":\"PT1H\",\"severity\":\"LOW\",\"author\":\"a\",\"reason\":\"r\"}; severity",
        "S; {\"duration\":\"PT1H\",\"days\":[\"FUNDAY\"],\"author\":\"a\",\"reason\":\"r\"}; silence",
        "S S; {\"duration\":\"PT1H\",\"author\":\"a\",\"reason\":\"r\"}; id",
        "S; {\"duration\":\"PT1H\",\"author\":\" \",\"reason\":\"r\"}; author",
        "S; {\"duration\":\"PT1H\",\"author\":\"a\",\"reason\":\"\"}; reason",
        "S; {\"duration\":\"PT1H\",\"region\":\"36\",\"author\":\"a\",\"reason\":\"r\"}; region",
        "S; {\"duration\":\"PT1H\",\"zone\":\"Mars\",\"author\":\"a\",\"reason\":\"r\"}; zone",
        "S; {\"duration\":\"PT1H\",\"dailyFrom\":\"22:00\",\"author\":\"a\",\"reason\":\"r\"}; dailyUntil",
      })
  void shouldSayWhatIsWrongWithASilence(String id, String body, String field) throws IOException {
    String path = "/api/v1/silences/" + path(id).replace("+", "%20");
    HttpResponse<String> answer = rig.json("PUT", path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(json(answer).get("field").asText()).isEqualTo(field);
  }

  @Test
  void shouldSetListAndTakeBackASettingOfARule() throws IOException {
    String body =
        """
        {"criticalRaise": 2.5, "criticalReset": "2.0", "for": "PT1H", "noDataAfter": "none",
         "escalateAfter": ["PT2H", "P1D"], "inhibits": ["no-data"], "author": "王五", "source": "会议"}
        """;
    HttpResponse<String> set = rig.json("PUT", "/api/v1/alert-rules/surge/STEEL-01", body);
    assertThat(set.statusCode()).as(set.body()).isEqualTo(201);
    List<AlertRuleDefinition> written = rig.all(Topics.REF_ALERT_RULE);
    assertThat(written.get(0).getCriticalRaise()).isEqualTo("2.5");
    assertThat(written.get(0).getNoDataAfterMillis()).isZero();
    JsonNode listed = json(rig.json("GET", "/api/v1/alert-rules", ""));
    assertThat(listed.get("rules").size()).isGreaterThanOrEqualTo(16);
    assertThat(listed.get("settings").get(0).get("scope").asText()).isEqualTo("STEEL-01");
    assertThat(rig.json("DELETE", "/api/v1/alert-rules/surge/STEEL-01", "").statusCode())
        .isEqualTo(200);
    assertThat(rig.json("PUT", "/api/v1/alert-rules/surge/*", body).statusCode()).isEqualTo(201);
    assertThat(rig.json("DELETE", "/api/v1/alert-rules/surge/%2A", "").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "nonsense/*; {\"author\":\"a\"}; 404; rule",
        "surge/NOBODY; {\"author\":\"a\"}; 422; scope",
        "surge/*; {}; 422; author",
        "surge/*; {\"author\":\"a\",\"for\":\"soon\"}; 422; for",
        "budget-pace/*; {\"author\":\"a\",\"for\":\"P36D\"}; 422; for",
        "budget-breach/*; {\"author\":\"a\",\"keepFiring\":\"P36D\"}; 422; keepFiring",
        "surge/*; {\"author\":\"a\",\"criticalRaise\":2,\"criticalReset\":3}; 422; criticalReset",
        "surge/*; {\"author\":\"a\",\"inhibits\":[\"A B\"]}; 422; rule",
        "surge/*; {\"author\":\"a\",\"flapHigh\":100}; 422; flapLow",
      })
  void shouldSayWhatIsWrongWithASettingOfARule(String path, String body, int status, String field)
      throws IOException {
    HttpResponse<String> answer = rig.json("PUT", "/api/v1/alert-rules/" + path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(json(answer).get("field").asText()).isEqualTo(field);
  }
}
