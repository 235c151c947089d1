// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tanliu.avro.NotificationReceiver;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayReceiversTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HOOK =
      """
      {"name": "值班", "kind": "WEBHOOK", "address": "http://127.0.0.1:9/alerts", "secret": "hook",
       "regions": ["360100"], "subtree": false, "rules": ["unit-offline"],
       "leastSeverity": "CRITICAL", "language": "ZH"}
      """;

  private static Rig rig;

  @BeforeAll
  static void start(@TempDir Path dir) {
    rig = new Rig(dir, GatewaySettings.defaults());
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void shouldRegisterChangeShowAndForgetAReceiver() throws IOException {
    HttpResponse<String> made = put("duty", HOOK);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    HttpResponse<String> changed = put("duty", HOOK.replace("CRITICAL", "WARNING"));
    assertThat(changed.statusCode()).isEqualTo(200);
    JsonNode before = JSON.readTree(made.body());
    JsonNode after = JSON.readTree(changed.body());
    assertThat(after.get("since")).as("since when does not change").isEqualTo(before.get("since"));
    assertThat(after.get("leastSeverity").asText()).isEqualTo("WARNING");
    assertThat(JSON.readTree(get("/api/v1/receivers/duty").body())).isEqualTo(after);
    assertThat(JSON.readTree(get("/api/v1/receivers").body()).at("/receivers/0")).isEqualTo(after);

    assertThat(rig.json("DELETE", "/api/v1/receivers/duty", "").statusCode()).isEqualTo(200);
    assertThat(get("/api/v1/receivers/duty").statusCode()).isEqualTo(404);
    assertThat(rig.json("DELETE", "/api/v1/receivers/duty", "").statusCode()).isEqualTo(404);
    List<NotificationReceiver> records = rig.all(Topics.REF_RECEIVER);
    assertThat(records.get(0).getRegions()).containsExactly("360100");
    assertThat(records.get(0).getSubtree()).isFalse();
    assertThat(records.get(records.size() - 1)).isNull();
  }

  @Test
  void shouldNameEverythingThatIsWrongAtOnceAndWriteNothing() throws IOException {
    int written = rig.all(Topics.REF_RECEIVER).size();
    HttpResponse<String> answer =
        put(
            "wrong",
            """
            {"kind": "WEBHOOK", "address": "ftp://example.org/", "regions": ["360100", "999999"],
             "leastSeverity": "FATAL", "language": "FR", "enabled": "yes", "colour": "red"}
            """);
    assertThat(answer.statusCode()).isEqualTo(422);
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.get("code").asText()).isEqualTo("INVALID_RECEIVER");
    assertThat(problem.get("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder(
            "colour", "address", "secret", "regions[1]", "leastSeverity", "language", "enabled");
    assertThat(rig.all(Topics.REF_RECEIVER)).hasSize(written);
  }

  @Test
  void shouldNeverShowWhatMayBeASecret() {
    String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw+/=";
    HttpResponse<String> answer = put("leak", HOOK.replace("\"hook\"", "\"" + secret + "\""));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).doesNotContain(secret).contains("the name of a secret");
  }

  @Test
  void shouldTakeMailAddressesAndRefuseWhatIsNone() {
    String mail = "{\"kind\": \"EMAIL\", \"address\": \"duty@example.org\"}";
    assertThat(put("mail", mail).statusCode()).isEqualTo(201);
    for (String wrong : List.of("duty", "a@b, c@d", "a b@example.org", "x@y\\r\\nBcc: z@w")) {
      assertThat(put("mail-2", mail.replace("duty@example.org", wrong)).statusCode())
          .as(wrong)
          .isEqualTo(422);
    }
    assertThat(put("mail-2", mail.replace("}", ", \"secret\": \"x\"}")).statusCode())
        .isEqualTo(422);
  }

  @Test
  void shouldRegisterReceiversOfADocumentAndLeaveThoseThatAreTheSame() throws IOException {
    String document =
        """
        receivers:
          - {id: file-1, kind: WEBHOOK, address: "http://127.0.0.1:9/", secret: hook}
          - {id: file-2, kind: EMAIL, address: duty@example.org, regions: ["360100"]}
        """;
    HttpResponse<String> made = rig.register(document);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
    assertThat(JSON.readTree(made.body()).get("receivers").asInt()).isEqualTo(2);
    JsonNode mail = JSON.readTree(get("/api/v1/receivers/file-2").body());
    assertThat(mail.get("since").asText()).isEqualTo(Rig.NOW.toString());
    assertThat(mail.at("/regions/0").asText()).isEqualTo("360100");
    int written = rig.all(Topics.REF_RECEIVER).size();
    assertThat(rig.register(document).statusCode()).isEqualTo(200);
    assertThat(rig.all(Topics.REF_RECEIVER)).as("the same again").hasSize(written);
    HttpResponse<String> wrong = rig.register(document.replace("hook", "whsec_not+a+name"));
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("receivers[0].secret").doesNotContain("whsec_not");
  }

  @Test
  void shouldRefuseBodiesThatAreNoReceiver() {
    for (String wrong : List.of("", "[]", "{", "{\"kind\":\"EMAIL\",\"kind\":\"EMAIL\"}")) {
      assertThat(put("broken", wrong).statusCode()).as(wrong).isEqualTo(400);
    }
    assertThat(put("a%20b", HOOK).statusCode()).isEqualTo(422);
  }

  private static HttpResponse<String> put(String id, String body) {
    return rig.json("PUT", "/api/v1/receivers/" + id, body);
  }

  private static HttpResponse<String> get(String path) {
    return rig.json("GET", path, "");
  }
}
