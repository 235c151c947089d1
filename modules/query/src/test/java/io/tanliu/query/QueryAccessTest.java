// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.Javalin;
import io.tanliu.access.AccessException;
import io.tanliu.access.AuditTrail;
import io.tanliu.access.Authenticator;
import io.tanliu.access.Caller;
import io.tanliu.access.Role;
import io.tanliu.access.Scope;
import io.tanliu.access.http.HttpGate;
import io.tanliu.avro.AlertState;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a city's token may not see is not in the answer. */
@ExtendWith(SharedExample.class)
class QueryAccessTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Records records;
  private final QueryServer example;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Set<String> takenBack = ConcurrentHashMap.newKeySet();

  /** Viewers whose token is their scope, and officers. */
  private final Authenticator authenticator =
      shown -> {
        String token = shown.authorization().replace("Bearer", "").strip();
        String scope = token.replace("officer-of-", "");
        Role role = token.equals(scope) ? Role.VIEWER : Role.OFFICER;
        if (scope.isEmpty() || takenBack.contains(scope)) {
          throw AccessException.unauthenticated("no-credentials", "say who you are");
        }
        return new Caller(Caller.Kind.TOKEN, token, "", role.grants(Scope.parse(scope)));
      };

  private Javalin server;

  QueryAccessTest(Example example) {
    this.records = example.records();
    this.example = example.server();
  }

  @BeforeEach
  void start() {
    server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.jetty.host = "127.0.0.1";
                  new HttpGate(
                          authenticator, AuditTrail.NONE, Clock.systemUTC(), example.query.rules())
                      .install(config.routes);
                  example.query.routes(config.routes);
                })
            .start(0);
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private HttpRequest request(String scope, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .header("Authorization", "Bearer " + scope)
        .build();
  }

  private HttpResponse<String> get(String scope, String path) throws Exception {
    return client.send(request(scope, path), HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode json(String scope, String path) throws Exception {
    HttpResponse<String> answer = get(scope, path);
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
    return QueryServer.parse(answer.body());
  }

  private static List<String> ids(JsonNode list, String field) {
    return list.findValuesAsText(field);
  }

  @Test
  void shouldListOnlyWhatLiesInTheCallersRegion() throws Exception {
    String city = "region:360100";
    List<String> entities =
        json(city, "/api/v1/entities?limit=1000").get("entities").findValuesAsText("id");
    assertThat(entities).contains("360100", "360102", "STEEL-01", "QUIET-01");
    assertThat(entities).doesNotContain("360000", "360200", "360481", "100000");
    assertThat(entities).noneMatch(id -> id.startsWith("industry-"));
    // AIR is a station of the city, which other tests give an alert; stations are no entities.
    assertThat(ids(json(city, "/api/v1/alerts").get("alerts"), "entity"))
        .isNotEmpty()
        .allMatch(entity -> entities.contains(entity) || entity.equals("AIR"));
    assertThat(ids(json(city, "/api/v1/targets?limit=1000").get("targets"), "entity"))
        .isNotEmpty()
        .allMatch(entities::contains);
    assertThat(ids(json(city, "/api/v1/accounts").get("accounts"), "name"))
        .containsExactly("STEEL-01");
    assertThat(json("region:360200", "/api/v1/accounts").get("total").asInt()).isZero();
    assertThat(get(city, "/api/v1/accounts?format=csv").body().lines()).hasSize(2);
    assertThat(get("region:360200", "/api/v1/accounts?format=csv").body().lines()).hasSize(1);
    assertThat(get("region:360200", "/api/v1/alerts?format=csv").body()).doesNotContain("STEEL-01");
    assertThat(json("region:360000", "/api/v1/accounts").get("total").asInt()).isEqualTo(3);
  }

  @Test
  void shouldRefuseAnotherCityBeforeItIsToldWhetherItExists() throws Exception {
    String city = "region:360200";
    String known = get(city, "/api/v1/entities/STEEL-01").body();
    assertThat(known).contains("FORBIDDEN");
    assertThat(get(city, "/api/v1/entities/NO-SUCH-UNIT").body()).isEqualTo(known);
    for (String path :
        List.of(
            "/api/v1/entities/360100",
            "/api/v1/entities/360000",
            "/api/v1/entities/industry-3120",
            "/api/v1/entities/STEEL-01/windows",
            "/api/v1/entities/STEEL-01/windows?format=parquet",
            "/api/v1/entities/STEEL-01/views/screening",
            "/api/v1/units/STEEL-01/quality",
            "/api/v1/alerts/budget-breach%7CSTEEL-01%7CT1",
            "/api/v1/alerts/budget-breach%7CSTEEL-01%7CT1/history",
            "/api/v1/alerts/nonsense",
            "/api/v1/alerts?entity=STEEL-01",
            "/api/v1/targets?entity=STEEL-01",
            "/api/v1/lamps?entity=360100",
            "/api/v1/lamps?entity=360100&children=true",
            "/api/v1/forecasts?entity=STEEL-01",
            "/api/v1/reports/STEEL-01/2018",
            "/api/v1/reports/360000/2025-03?format=pdf",
            "/api/v1/overview",
            "/api/v1/overview?region=360100",
            "/api/v1/regions/360100/network",
            "/api/v1/stations?region=360100",
            "/api/v1/stations/NO-SUCH-STATION",
            "/api/v1/stations/NO-SUCH-STATION/hours")) {
      assertThat(get(city, path).statusCode()).as(path).isEqualTo(403);
    }
    assertThat(get(city, "/api/v1/overview?region=360200").statusCode()).isEqualTo(200);
    assertThat(get("region:360000", "/api/v1/overview").statusCode()).isEqualTo(200);
    assertThat(get("unit:STEEL-01", "/api/v1/entities/STEEL-01/windows").statusCode())
        .isEqualTo(200);
    assertThat(get("unit:STEEL-01", "/api/v1/entities/QUIET-01/windows").statusCode())
        .isEqualTo(403);
  }

  @Test
  void shouldLetOnlyAnOfficerOfTheRegionSealAReport() throws Exception {
    String path = "/api/v1/reports/STEEL-01/2018/seal";
    assertThat(get("region:360100", "/api/v1/reports/STEEL-01/2018").statusCode()).isEqualTo(200);
    for (String refused : List.of("region:360100", "unit:STEEL-01", "officer-of-region:360200")) {
      assertThat(post(refused, path).statusCode()).as(refused).isEqualTo(403);
    }
    assertThat(post("officer-of-region:360100", path).statusCode())
        .as("sealed, or no key to seal with")
        .isIn(200, 201, 409);
  }

  private HttpResponse<String> post(String scope, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(request(scope, path), (n, v) -> true)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void shouldShowThePageToEverybodyAndItsInternalsToNobodyWithoutAll() throws Exception {
    assertThat(get("", "/").statusCode()).isEqualTo(200);
    assertThat(get("", "/openapi.yaml").statusCode()).isEqualTo(200);
    assertThat(get("", "/api/v1/entities").statusCode()).isEqualTo(401);
    HttpRequest inside =
        HttpRequest.newBuilder(request("region:360000", RemoteWindows.PATH), (n, v) -> true)
            .POST(HttpRequest.BodyPublishers.ofString("[]"))
            .build();
    assertThat(client.send(inside, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(403);
  }

  @Test
  void shouldTellOfAlertsOfTheCallersRegionUntilItsTokenEnds() throws Exception {
    HttpResponse<InputStream> stream =
        client.send(
            request("region:360300", "/api/v1/alerts/stream"),
            HttpResponse.BodyHandlers.ofInputStream());
    assertThat(stream.statusCode()).isEqualTo(200);
    StringBuffer heard = new StringBuffer();
    Thread listener =
        new Thread(
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(
                      new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
                lines.lines().forEach(line -> heard.append(line).append('\n'));
              } catch (java.io.IOException | java.io.UncheckedIOException e) {
                heard.append("broken");
              }
            });
    listener.start();
    await().atMost(LONG).until(() -> heard.toString().contains("hello"));
    records.alert("budget-breach|360403|A1", "360403", 1, AlertState.FIRING, 1L);
    records.alert("budget-breach|360302|A2", "360302", 1, AlertState.FIRING, 1L);
    await().atMost(LONG).until(() -> heard.toString().contains("360302|A2"));
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(json("region:360000", "/api/v1/alerts?limit=5000").toString())
                    .contains("360403|A1"));
    assertThat(heard.toString()).doesNotContain("360403");
    takenBack.add("region:360300");
    await().atMost(LONG).until(() -> !listener.isAlive());
  }
}
