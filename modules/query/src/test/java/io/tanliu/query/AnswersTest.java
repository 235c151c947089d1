// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.Javalin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every answer says beside what was asked: how current it is, and what it is named. */
class AnswersTest {
  private static final Instant NOON = Instant.parse("2026-06-01T04:00:00Z");

  private final HttpClient client = HttpClient.newHttpClient();
  private Source whole = Source.whole(OptionalLong.of(0));
  private Source read = Source.keeper(OptionalLong.of(0));
  private int value = 1;
  private int clock;

  private final Javalin server =
      Javalin.create(
              config -> {
                config.startup.showJavalinBanner = false;
                config.jetty.host = "127.0.0.1";
                Answers answers = new Answers(new SimpleMeterRegistry(), () -> whole);
                config.routes.get(
                    "/value",
                    answers.of(
                        "/value",
                        context -> {
                          Sources.read(read);
                          Sources.read(NOON.minusSeconds(9));
                          Sources.read(NOON);
                          Answers.json(
                              context, Map.of("value", value, "now", clock), Map.of("v", value));
                        }));
                config.routes.get("/empty", answers.of("/empty", c -> Answers.json(c, Map.of())));
              })
          .start(0);

  @AfterEach
  void stop() {
    server.stop();
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String tag(HttpResponse<String> answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  private JsonNode freshness() throws Exception {
    return QueryServer.parse(get("/value").body()).get("freshness");
  }

  @Test
  void shouldSayWithEveryAnswerHowCurrentItIs() throws Exception {
    assertThat(get("/value").body())
        .contains("\"value\":1")
        .endsWith(
            "\"freshness\":{\"asOf\":\"2026-06-01T04:00:00Z\",\"source\":\"keeper\","
                + "\"behind\":0,\"stale\":false}}");
    assertThat(get("/empty").body())
        .as("nothing of the answer before is left on the thread")
        .isEqualTo(
            "{\"freshness\":{\"asOf\":null,\"source\":\"whole\",\"behind\":0,\"stale\":false}}");
  }

  @ParameterizedTest
  @CsvSource({
    "keeper 0, whole 1000, keeper, 1000, false",
    "keeper 1001, whole 0, keeper, 1001, true",
    "standby 3, whole 0, standby, 3, true",
    "keeper, whole 0, keeper, , true",
    "keeper 5, whole, keeper, , true",
    "whole 0, whole 2, whole, 2, false",
    "an instance of tomorrow, whole 0, keeper, , true",
  })
  void shouldCallStaleWhatIsBehindOrFromACopyOrUnknown(
      String from, String rest, String source, Long behind, boolean stale) throws Exception {
    read = Source.parse(from);
    whole = Source.parse(rest);
    JsonNode freshness = freshness();
    assertThat(freshness.get("source").asText()).isEqualTo(source);
    assertThat(freshness.get("stale").asBoolean()).isEqualTo(stale);
    assertThat(freshness.get("behind").isNull() ? null : freshness.get("behind").asLong())
        .isEqualTo(behind);
  }

  @Test
  void shouldSpareTheBodyForWhoHasTheAnswerAlready() throws Exception {
    HttpResponse<String> first = get("/value");
    clock++;
    for (String known :
        new String[] {tag(first), "\"other\", " + tag(first), tag(first).substring(2), "*"}) {
      HttpResponse<String> again = get("/value", "If-None-Match", known);
      assertThat(again.statusCode()).as(known).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(tag(again)).isEqualTo(tag(first));
      assertThat(again.headers().firstValue("Cache-Control")).contains("private, no-cache");
      assertThat(again.headers().firstValue("Vary").orElseThrow()).contains("Authorization");
    }
    assertThat(get("/value", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldNameAnAnswerAnewWhenItOrItsFreshnessChanged() throws Exception {
    String first = tag(get("/value"));
    value = 2;
    String second = tag(get("/value"));
    assertThat(second).isNotEqualTo(first);
    read = Source.copy(0);
    assertThat(get("/value", "If-None-Match", second).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldNotLetAProblemBeKept() throws Exception {
    whole = null;
    HttpResponse<String> failed = get("/value");
    assertThat(failed.statusCode()).isEqualTo(500);
    assertThat(failed.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(failed.headers().firstValue("ETag")).isEmpty();
  }
}
