// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tanliu.wire.Topic;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gateway that reads only what is committed, behind the open transaction of somebody else: what
 * it writes does not become visible to it.
 */
class GatewayOwnWritesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<Topic<?>> TOPICS =
      List.of(Topics.REF_UNIT, Topics.REF_RECEIVER, Topics.ALERT_SILENCE, Topics.REF_ALERT_RULE);

  /** What is asked for, and what the answer names when it cannot be seen. */
  private record Ask(String method, String path, String body, String field) {}

  private static final List<Ask> ASKS =
      List.of(
          new Ask("POST", "/api/v1/reference", Rig.REGISTER, "reference"),
          new Ask(
              "PUT",
              "/api/v1/receivers/duty",
              "{\"kind\":\"EMAIL\",\"address\":\"duty@example.org\"}",
              "receiver"),
          new Ask(
              "PUT",
              "/api/v1/silences/S-1",
              "{\"duration\":\"PT8H\",\"author\":\"值班员\",\"reason\":\"检修\"}",
              "silence"),
          new Ask("PUT", "/api/v1/alert-rules/surge/*", "{\"author\":\"王五\"}", "rule"));

  private static Rig rig;

  @BeforeAll
  static void start(@TempDir Path dir) {
    rig =
        new Rig(
            dir,
            GatewaySettings.defaults().withViewTimeout(Duration.ofMillis(500)),
            Map.of("isolation.level", "read_committed"));
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void shouldNotSayThatItHasTakenWhatItDoesNotSee() throws IOException {
    try (Rig.OpenTransaction open = rig.openTransaction(TOPICS)) {
      for (Ask ask : ASKS) {
        HttpResponse<String> answer = send(ask);
        assertThat(answer.statusCode()).as(ask.path() + ": " + answer.body()).isEqualTo(503);
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.get("code").asText()).isEqualTo("UNAVAILABLE");
        assertThat(problem.get("field").asText()).isEqualTo(ask.field());
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      }
      open.commit();
    }
    for (Ask ask : ASKS) {
      await(ask.path())
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(send(ask).statusCode()).isEqualTo(200));
    }
  }

  private static HttpResponse<String> send(Ask ask) {
    String type = ask.method().equals("POST") ? "application/yaml" : "application/json";
    return rig.send(
        HttpRequest.newBuilder(URI.create(rig.url() + ask.path()))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", type)
            .method(ask.method(), HttpRequest.BodyPublishers.ofString(ask.body()))
            .build());
  }
}
