// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.javalin.Javalin;
import io.tanliu.access.AccessDesk;
import io.tanliu.access.KeyDesk;
import io.tanliu.access.RoleGrant;
import io.tanliu.access.http.HttpGate;
import io.tanliu.avro.AuditEvent;
import io.tanliu.wire.Topics;
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

/** Keys of enterprises and cities at the gateway's routes, with a real broker. */
class GatewayAccessTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String READING =
      "[{\"point\":\"E1\",\"time\":\"2019-05-31T00:00:00Z\",\"value\":3}]";
  @TempDir static Path dir;
  private static Rig rig;
  private static AccessDesk desk;
  private static Javalin server;

  @BeforeAll
  static void start() {
    rig = new Rig(dir, GatewaySettings.defaults());
    rig.register(Rig.REGISTER);
    rig.register(
        """
        units:
          - id: CEMENT-02
            name: 示例水泥
            region: "360200"
            industry: "3011"
            zone: "+08:00"
            points:
              - {id: E1, energy: electricity, measure: INTERVAL, unit: kWh, interval: 15m}
        """);
    desk = new AccessDesk(rig.clients(), Clock.systemUTC());
    desk.start();
    assertThat(desk.progress().awaitReady(LONG)).isTrue();
    server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.jetty.host = "127.0.0.1";
                  new HttpGate(desk, desk.trail(), Clock.systemUTC(), rig.gateway().rules())
                      .install(config.routes);
                  rig.gateway().routes(config.routes);
                })
            .start(0);
  }

  @AfterAll
  static void stop() {
    server.stop();
    desk.close();
    rig.close();
  }

  private static String key(String id, String grant) {
    return desk.keys()
        .create(
            new KeyDesk.Wanted(
                Optional.of(id),
                "test",
                List.of(RoleGrant.parse(grant)),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty()),
            "test")
        .secret()
        .orElseThrow();
  }

  private static HttpResponse<String> send(
      String key, String method, String path, String type, String body) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("X-API-Key", key)
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static int json(String key, String method, String path, String body) throws Exception {
    return send(key, method, path, "application/json", body).statusCode();
  }

  @Test
  void shouldLetAnEnterpriseSendForItsOwnUnitAlone() throws Exception {
    String steel = key("steel", "sender@unit:STEEL-01");
    String mine = "/api/v1/units/STEEL-01/readings";
    assertThat(json(steel, "POST", mine, READING)).isEqualTo(202);
    assertThat(rig.all(Topics.READING_FRAME))
        .filteredOn(frame -> frame.getSender().equals("steel"))
        .hasSize(1);
    assertThat(json(steel, "POST", "/api/v1/units/CEMENT-02/readings", READING)).isEqualTo(403);
    assertThat(json(steel, "POST", "/api/v1/units/NO-SUCH/readings", READING)).isEqualTo(403);
    assertThat(json(steel, "POST", "/api/v1/units/STEEL-01/edits", "{}")).isEqualTo(403);
    assertThat(json(steel, "PUT", "/api/v1/devices/D1", "{}")).isEqualTo(403);
    assertThat(json(steel, "GET", "/api/v1/receivers", "")).isEqualTo(403);
    assertThat(json("tlk_steel_" + "x".repeat(43), "POST", mine, READING)).isEqualTo(401);
    assertThat(json("", "POST", mine, READING)).isEqualTo(401);
    assertThat(rig.all(Topics.READING_FRAME))
        .noneMatch(frame -> frame.getUnit().equals("CEMENT-02"));
  }

  @Test
  void shouldLetACityManageItselfAndTakeNothingFromAnother() throws Exception {
    String city = key("city-1", "administrator@region:360100");
    String device =
        "{\"unit\":\"%s\",\"password\":\"123456\",\"channels\":[\"2051 a05001-Cou = E1\"]}";
    assertThat(json(city, "PUT", "/api/v1/devices/D-1", device.formatted("STEEL-01")))
        .isEqualTo(201);
    String province = key("province", "administrator@all");
    assertThat(json(city, "PUT", "/api/v1/devices/D-1", device.formatted("CEMENT-02")))
        .isEqualTo(403);
    assertThat(json(province, "PUT", "/api/v1/devices/D-2", device.formatted("CEMENT-02")))
        .isEqualTo(201);
    assertThat(json(city, "PUT", "/api/v1/devices/D-2", device.formatted("STEEL-01")))
        .as("another city's device")
        .isEqualTo(403);
    assertThat(send(city, "GET", "/api/v1/devices", "application/json", "").body())
        .contains("D-1")
        .doesNotContain("D-2");
    String moved =
        """
        units:
          - id: CEMENT-02
            name: 示例水泥
            region: "360100"
            industry: "3011"
            zone: "+08:00"
            points:
              - {id: E1, energy: electricity, measure: INTERVAL, unit: kWh, interval: 15m}
        """;
    assertThat(send(city, "POST", "/api/v1/reference", "application/yaml", moved).statusCode())
        .as("a unit of another city")
        .isEqualTo(403);
    assertThat(
            send(
                    city,
                    "POST",
                    "/api/v1/reference",
                    "application/yaml",
                    moved.replace("CEMENT-02", "CEMENT-NEW"))
                .statusCode())
        .as("a new unit of its own")
        .isEqualTo(200);
    String silence = "{\"duration\":\"PT1H\",\"author\":\"王\",\"reason\":\"检修\"%s}";
    assertThat(json(city, "PUT", "/api/v1/silences/S-1", silence.formatted(""))).isEqualTo(403);
    assertThat(
            json(city, "PUT", "/api/v1/silences/S-1", silence.formatted(",\"region\":\"360102\"")))
        .isEqualTo(201);
    assertThat(json(city, "GET", "/api/v1/receivers", "")).isEqualTo(403);

    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(rig.all(Topics.AUDIT_EVENT))
                    .filteredOn(event -> event.getCaller().equals("city-1"))
                    .extracting(AuditEvent::getAction, AuditEvent::getOutcome)
                    .contains(
                        org.assertj.core.groups.Tuple.tuple("PUT /api/v1/devices/{mn}", "done"),
                        org.assertj.core.groups.Tuple.tuple(
                            "POST /api/v1/reference", "outside-scope"),
                        org.assertj.core.groups.Tuple.tuple("PUT /api/v1/silences/{id}", "done")));
    assertThat(rig.all(Topics.AUDIT_EVENT).toString())
        .as("neither the device's password nor a key")
        .doesNotContain("123456")
        .doesNotContain(city.substring(12));
  }
}
