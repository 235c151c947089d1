// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.tanliu.access.AccessException;
import io.tanliu.access.AuditEntry;
import io.tanliu.access.Authenticator;
import io.tanliu.access.Caller;
import io.tanliu.access.Permission;
import io.tanliu.access.Places;
import io.tanliu.access.Role;
import io.tanliu.access.Scope;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpGateTest {
  private static final Places PLACES =
      new Places(
          code -> code.equals("360100") ? List.of("360100", "360000") : List.of(code),
          unit -> unit.equals("U-1") ? Optional.of("360100") : Optional.empty(),
          "360000");

  private final List<AuditEntry> audited = Collections.synchronizedList(new ArrayList<>());
  private final HttpClient client = HttpClient.newHttpClient();
  private final Authenticator authenticator =
      shown -> {
        if (shown.authorization().equals("Bearer city")) {
          return new Caller(
              Caller.Kind.TOKEN, "li", "Li", Role.OFFICER.grants(Scope.region("360100")));
        }
        throw AccessException.unauthenticated("wrong-secret", "the key is not valid");
      };
  private Javalin server;
  private int port;

  @BeforeEach
  void start() {
    RouteRules rules =
        new RouteRules(PLACES)
            .open("GET", "/health")
            .at(Permission.READ, "GET", "/units/{unit}", ctx -> PLACES.unit(ctx.pathParam("unit")))
            .at(Permission.EDIT, "PUT", "/units/{unit}", ctx -> PLACES.unit(ctx.pathParam("unit")))
            .somewhere(Permission.READ, "GET", "/units")
            .somewhere(Permission.MANAGE, "DELETE", "/units/{unit}");
    server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.jetty.host = "127.0.0.1";
                  new HttpGate(authenticator, audited::add, Clock.systemUTC(), rules)
                      .install(config.routes);
                  config.routes.get("/health", ctx -> ctx.result("up"));
                  config.routes.get("/units/{unit}", ctx -> ctx.result("unit"));
                  config.routes.put(
                      "/units/{unit}",
                      ctx -> {
                        HttpGate.replaced(ctx, null, "new");
                        ctx.result("changed");
                      });
                  config.routes.delete("/units/{unit}", ctx -> ctx.result("deleted"));
                  config.routes.get("/forgotten", ctx -> ctx.result("secret"));
                  config.routes.get(
                      "/units",
                      ctx ->
                          ctx.result(
                              String.join(
                                  ",",
                                  List.of("U-1", "U-2", "360000", "360100").stream()
                                      .filter(id -> HttpGate.sees(ctx, id))
                                      .toList())));
                })
            .start(0);
    port = server.port();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private HttpResponse<String> send(String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> city(String method, String path) throws Exception {
    return send(method, path, "Authorization", "Bearer city");
  }

  @Test
  void shouldAskWhoCallsBeforeAnythingElse() throws Exception {
    HttpResponse<String> nobody = send("GET", "/units/U-1");
    assertThat(nobody.statusCode()).isEqualTo(401);
    assertThat(nobody.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"tanliu\"");
    assertThat(nobody.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(nobody.body()).contains("\"code\":\"UNAUTHENTICATED\"");
    assertThat(send("GET", "/health").body()).isEqualTo("up");
    assertThat(audited).hasSize(1);
    assertThat(audited.get(0).action()).isEqualTo("GET /units/{unit}");
    assertThat(audited.get(0).entity()).isEqualTo("unit=U-1");
    assertThat(audited.get(0).outcome()).isEqualTo("wrong-secret");
  }

  @Test
  void shouldRefuseOtherPlacesBeforeItIsToldWhetherTheyExist() throws Exception {
    assertThat(city("GET", "/units/U-1").body()).isEqualTo("unit");
    String known = city("GET", "/units/360000").body();
    String unknown = city("GET", "/units/no-such-unit").body();
    assertThat(known).isEqualTo(unknown).contains("FORBIDDEN");
    assertThat(audited).extracting(AuditEntry::outcome).containsOnly("outside-scope");
    assertThat(audited.get(0).caller().id()).isEqualTo("li");
  }

  @Test
  void shouldLeaveOutOfListsWhatACallerMayNotSee() throws Exception {
    assertThat(city("GET", "/units").body()).isEqualTo("U-1,360100");
  }

  @Test
  void shouldRefuseWhatNoRuleNamesAndWhatNoRoleGrants() throws Exception {
    assertThat(city("GET", "/forgotten").statusCode()).isEqualTo(403);
    assertThat(city("DELETE", "/units/U-1").statusCode()).isEqualTo(403);
    assertThat(city("HEAD", "/units/U-1").statusCode()).isEqualTo(403);
    assertThat(audited)
        .extracting(AuditEntry::outcome)
        .containsExactly("route-without-rule", "no-permission", "route-without-rule");
  }

  @Test
  void shouldNotBeMisledByHowAPathIsWritten() throws Exception {
    for (String path :
        List.of("/units/U-2/", "/units/U-1%2F..%2FU-2", "/units/U-1;x=1", "/units/U%2D2")) {
      assertThat(city("GET", path).statusCode()).as(path).isIn(400, 403, 404);
    }
  }

  @Test
  void shouldRecordChangesWithDigestsAndNoReading() throws Exception {
    assertThat(city("PUT", "/units/U-1").statusCode()).isEqualTo(200);
    assertThat(city("GET", "/units/U-1").statusCode()).isEqualTo(200);
    assertThat(audited).hasSize(1);
    AuditEntry change = audited.get(0);
    assertThat(change.kind()).isEqualTo(AuditEntry.Kind.CHANGE);
    assertThat(change.before()).isEmpty();
    assertThat(change.after()).matches("sha256:[0-9a-f]{64}");
    assertThat(change.address()).isEqualTo("127.0.0.1");
  }
}
