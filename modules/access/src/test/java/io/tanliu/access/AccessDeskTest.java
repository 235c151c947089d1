// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.tanliu.access.http.AccessRoutes;
import io.tanliu.access.http.HttpGate;
import io.tanliu.embedded.EmbeddedCluster;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Two processes beside one cluster: what is given and taken in one holds in the other. */
class AccessDeskTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Places PLACES =
      new Places(
          code -> code.equals("360000") ? List.of(code) : List.of(code, "360000"),
          unit -> Optional.of("360100"),
          "360000");
  @TempDir static Path dir;
  private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();
  private static EmbeddedCluster cluster;
  private static AccessDesk here;
  private static AccessDesk there;
  private static Javalin server;
  private static String administrator;

  @BeforeAll
  static void start() {
    LOG.start();
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(LOG);
    cluster = EmbeddedCluster.start(dir, 2);
    here = desk();
    there = desk();
    server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.jetty.host = "127.0.0.1";
                  new HttpGate(here, here.trail(), Clock.systemUTC(), AccessRoutes.rules(PLACES))
                      .install(config.routes);
                  new AccessRoutes(Optional.of(here)).install(config.routes);
                })
            .start(0);
    administrator = create(here, "administrator@all").secret().orElseThrow();
  }

  private static AccessDesk desk() {
    AccessDesk desk = new AccessDesk(cluster.clientConfig(), Clock.systemUTC());
    desk.start();
    assertThat(desk.progress().awaitReady(LONG)).isTrue();
    return desk;
  }

  @AfterAll
  static void stop() {
    server.stop();
    here.close();
    there.close();
    cluster.close();
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(LOG);
  }

  private static KeyDesk.Issued create(AccessDesk desk, String grant) {
    return desk.keys()
        .create(
            new KeyDesk.Wanted(
                Optional.empty(),
                "test",
                List.of(RoleGrant.parse(grant)),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty()),
            "test");
  }

  private static boolean opens(AccessDesk desk, String key) {
    try {
      desk.caller(Credentials.key(key, "192.0.2.7"));
      return true;
    } catch (AccessException e) {
      return false;
    }
  }

  private static HttpResponse<String> send(String key, String method, String path, String body)
      throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Bearer " + key)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void shouldHoldEverywhereAtOnceAndNowhereAfterItIsTakenBack() {
    KeyDesk.Issued issued = create(here, "sender@unit:STEEL-01");
    String key = issued.secret().orElseThrow();
    assertThat(opens(here, key)).isTrue();
    await().atMost(LONG).until(() -> opens(there, key));
    String next = here.keys().rotate(issued.key().id(), Duration.ofDays(1), "test").secret().get();
    await().atMost(LONG).until(() -> opens(there, next));
    assertThat(opens(there, key)).as("the former secret, while the overlap lasts").isTrue();
    there.keys().revoke(issued.key().id(), "test");
    await().atMost(LONG).until(() -> !opens(here, next) && !opens(here, key));
    assertThatThrownBy(() -> here.keys().rotate(issued.key().id(), Duration.ZERO, "test"))
        .hasMessageContaining("not revoked");
  }

  @Test
  void shouldTellWhoAskedAndWhatWasChangedAndNeverASecret() throws Exception {
    HttpResponse<String> made =
        send(
            administrator,
            "POST",
            "/api/v1/keys",
            "{\"id\":\"city-1\",\"name\":\"南昌\",\"grants\":[\"administrator@region:360100\"]}");
    assertThat(made.statusCode()).isEqualTo(201);
    String city = JSON.readTree(made.body()).get("secret").asText();
    JsonNode me = JSON.readTree(send(city, "GET", "/api/v1/me", "").body());
    assertThat(me.get("id").asText()).isEqualTo("city-1");
    assertThat(me.get("regions").toString()).isEqualTo("[\"360100\"]");
    assertThat(me.get("everything").asBoolean()).isFalse();
    // Nobody gives more than it has.
    assertThat(
            send(
                    city,
                    "POST",
                    "/api/v1/keys",
                    "{\"name\":\"x\",\"grants\":[\"viewer@region:360200\"]}")
                .statusCode())
        .isEqualTo(403);
    assertThat(
            send(city, "POST", "/api/v1/keys", "{\"name\":\"x\",\"grants\":[\"viewer@all\"]}")
                .statusCode())
        .isEqualTo(403);
    assertThat(
            send(city, "POST", "/api/v1/keys", "{\"name\":\"x\",\"grants\":[\"sender@unit:U-1\"]}")
                .statusCode())
        .isEqualTo(201);
    assertThat(send(city, "GET", "/api/v1/audit-events", "").statusCode()).isEqualTo(403);
    String wrong = Secret.random("city-1", new java.security.SecureRandom()).reveal();
    for (int i = 0; i < 20; i++) {
      assertThat(send(wrong, "GET", "/api/v1/keys", "").statusCode()).isEqualTo(401);
    }
    JsonNode keys = JSON.readTree(send(city, "GET", "/api/v1/keys", "").body()).get("keys");
    assertThat(keys).as("its own and the one it gave").hasSize(2);

    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              String log = send(administrator, "GET", "/api/v1/audit-events?limit=200", "").body();
              assertThat(log)
                  .contains("POST /api/v1/keys")
                  .contains("city-1: 南昌; administrator@region:360100")
                  .contains("outside-scope")
                  .contains("claims=city-1")
                  .contains("wrong-secret");
              assertThat(log)
                  .doesNotContain(city.substring(12))
                  .doesNotContain(wrong.substring(12));
            });
    long told =
        here.audited().find(event -> event.getOutcome().equals("wrong-secret"), 100).stream()
            .count();
    assertThat(told).as("twenty equal refusals are one entry until a minute is over").isEqualTo(1);
    List<String> lines = LOG.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    assertThat(lines).noneMatch(line -> line.contains(city.substring(12)));
    assertThat(lines).noneMatch(line -> line.contains(administrator.substring(20)));
  }

  @Test
  void shouldRefuseKeysThatCannotBe() throws Exception {
    HttpResponse<String> answer =
        send(administrator, "POST", "/api/v1/keys", "{\"name\":\"x\",\"grants\":[\"king@all\"]}");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("INVALID_KEY").contains("expected: sender, viewer");
    assertThat(send(administrator, "POST", "/api/v1/keys", "[1").statusCode()).isEqualTo(422);
    assertThat(send(administrator, "POST", "/api/v1/keys", "{}").statusCode()).isEqualTo(422);
    assertThat(send(administrator, "DELETE", "/api/v1/keys/none", "").statusCode()).isEqualTo(422);
  }
}
