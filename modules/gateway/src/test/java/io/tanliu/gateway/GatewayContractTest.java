// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.javalin.http.HandlerType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanliu.reference.Seeds;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The gateway's contract. That answers are as it says is checked with every answer that any test of
 * the gateway gets, see {@link Rig#send}.
 */
class GatewayContractTest {
  private static final String PATH = "/api/v1/silences/S";
  private static final Optional<String> JSON = Optional.of("application/json");

  @Test
  void shouldDescribeAndGuardEveryRouteAndNoOther() {
    Set<String> served = new TreeSet<>();
    Map<String, Object> clients =
        Map.of("bootstrap.servers", "127.0.0.1:1", "schema.registry.url", "http://127.0.0.1:1");
    try (Gateway gateway =
        new Gateway(
            GatewaySettings.defaults(),
            clients,
            Seeds.load(),
            new SimpleMeterRegistry(),
            Clock.systemUTC())) {
      Javalin.create(
          config -> {
            assertThat(gateway.rules().routes()).isEqualTo(Rig.CONTRACT.routes());
            gateway.routes(config.routes);
            config.unsafe.internalRouter.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(endpoint -> endpoint.method != HandlerType.BEFORE)
                .forEach(endpoint -> served.add(endpoint.method + " " + endpoint.path));
          });
    }
    assertThat(Rig.CONTRACT.routes()).isEqualTo(served);
  }

  @Test
  void shouldBeWholeInItself() {
    assertThat(Rig.CONTRACT.lint()).isEmpty();
    assertThat(Rig.CONTRACT.undescribed()).isEmpty();
  }

  @Test
  void shouldBeServedByTheGateway(@TempDir Path dir) {
    try (Rig rig = new Rig(dir, GatewaySettings.defaults())) {
      HttpResponse<String> answer =
          rig.send(HttpRequest.newBuilder(URI.create(rig.url() + "/openapi-gateway.yaml")).build());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("openapi: 3.1.0").contains("/api/v1/silences/{id}:");
    }
  }

  @Test
  void shouldNoticeAnswersThatAreNotAsItSays() {
    assertThat(findings("DELETE", 418, JSON, "{}"))
        .containsExactly("DELETE /api/v1/silences/S 418: the status is not described");
    assertThat(findings("DELETE", 200, Optional.of("text/html"), ""))
        .containsExactly("DELETE /api/v1/silences/S 200: the type 'text/html' is not described");
    assertThat(findings("DELETE", 200, JSON, "{")).hasSize(1);
    assertThat(findings("DELETE", 200, JSON, "{}")).hasSize(16);
    assertThat(findings("DELETE", 200, JSON, "[]")).hasSize(1);
    String silence =
        """
        {"id": "S", "state": "active", "rules": [], "entity": null, "region": null,
         "severity": null, "alertId": null, "from": "2026-01-01T00:00:00Z",
         "until": "2026-01-02T00:00:00Z", "days": [], "dailyFrom": null, "dailyUntil": null,
         "zone": "UTC", "author": "a", "reason": "r", "setAt": "2026-01-01T00:00:00Z"}
        """;
    assertThat(findings("DELETE", 200, JSON, silence)).isEmpty();
    for (String[] change :
        List.of(
            new String[] {"\"active\"", "\"sleeping\""},
            new String[] {"\"zone\"", "\"zona\""},
            new String[] {"\"days\": []", "\"days\": [\"FUNDAY\"]"},
            new String[] {"\"rules\": []", "\"rules\": {}"},
            new String[] {"2026-01-02T00:00:00Z", "tomorrow"})) {
      assertThat(findings("DELETE", 200, JSON, silence.replace(change[0], change[1])))
          .as(change[1])
          .isNotEmpty();
    }
  }

  private static List<String> findings(
      String method, int status, Optional<String> type, String body) {
    return Rig.CONTRACT.findings(method, PATH, status, type, body);
  }
}
