// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server does with senders who mean no good, over real sockets. */
class HttpGuardTest {
  private static final String END = "Host: x\r\nConnection: close\r\n\r\n";

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final CountDownLatch leave = new CountDownLatch(1);
  private Javalin server;

  private void start(String... settings) {
    Map<String, Object> config = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      config.put(settings[i], settings[i + 1]);
    }
    server =
        Javalin.create(
            javalin -> {
              javalin.startup.showJavalinBanner = false;
              HttpGuard.apply(javalin, HttpSettings.of("127.0.0.1", 0, config), meters);
              javalin.routes.get("/hello", ctx -> ctx.result("hello"));
              javalin.routes.post("/echo", ctx -> ctx.result(ctx.body()));
              javalin.routes.get("/denied", ctx -> ctx.status(401).result("no"));
              javalin.routes.get("/boom", ctx -> fail());
              javalin.routes.get("/wait", ctx -> leave.await(60, TimeUnit.SECONDS));
            });
    server.start();
  }

  private static void fail() {
    throw new IllegalStateException("secret of the inside");
  }

  @AfterEach
  void stop() {
    leave.countDown();
    server.stop();
  }

  private double refused(String reason) {
    return meters.get("tanliu.http.refused").tag("reason", reason).counter().count();
  }

  private String ask(String request) throws IOException {
    return RawHttp.ask(server.port(), request);
  }

  private void shouldGoOn() throws IOException {
    assertThat(ask("GET /hello HTTP/1.1\r\n" + END)).startsWith("HTTP/1.1 200").endsWith("hello");
  }

  private void awaitConnections(int open) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> meters.get("tanliu.http.connections").gauge().value() == open);
  }

  @Test
  void shouldSayNothingAboutItselfAndForbidWhatBrowsersNeedNotDo() throws IOException {
    start();
    for (String path : List.of("/hello", "/none", "/boom")) {
      String answer = ask("GET " + path + " HTTP/1.1\r\n" + END);
      assertThat(answer)
          .as(path)
          .contains("X-Content-Type-Options: nosniff\r\n")
          .contains("Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n")
          .contains("X-Frame-Options: DENY\r\n")
          .contains("Referrer-Policy: no-referrer\r\n")
          .containsPattern("X-Request-Id: [0-9a-f-]{36}\r\n")
          .doesNotContainIgnoringCase("jetty")
          .doesNotContainIgnoringCase("javalin")
          .doesNotContain("Access-Control-", "secret of the inside", "Set-Cookie");
    }
  }

  @Test
  void shouldTakeTheNameOfARequestOnlyWhenItCanStandInALog() throws IOException {
    start();
    assertThat(ask("GET /hello HTTP/1.1\r\nX-Request-Id: abc-1\r\n" + END))
        .contains("X-Request-Id: abc-1\r\n");
    assertThat(ask("GET /hello HTTP/1.1\r\nX-Request-Id: a b\u001b[31m\r\n" + END))
        .doesNotContain("a b")
        .doesNotContain("\u001b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /echo HTTP/1.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n%s0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n%s0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nContent-Length: 4\r\nContent-Length: 5\r\n%sabcd",
        "POST /echo HTTP/1.1\r\nContent-Length: -1\r\n%s",
        "POST /echo HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n%s",
        "POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked, identity\r\n%s0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nTransfer-Encoding : chunked\r\n%s0\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: a\r\n%s",
        "GET /hello HTTP/1.1\r\nX: a\u0000b\r\n%s",
        "GET /hello HTTP/1.1\r\nX: a\r\n folded\r\n%s",
        "GET /hello HTTP/9.9\r\n%s",
        "GET /hello\u0000 HTTP/1.1\r\n%s",
        "GET /hello%%00 HTTP/1.1\r\n%s",
        "GET /hello%%c0%%af HTTP/1.1\r\n%s",
        "GET /hello%%2f..%%2fhello HTTP/1.1\r\n%s",
        "GET /..;/hello HTTP/1.1\r\n%s",
        "GET /a\\..\\hello HTTP/1.1\r\n%s",
        "GET /../hello HTTP/1.1\r\n%s",
        "\u0016\u0003\u0001\u0002\u0000 HTTP/1.1\r\n%s"
      })
  void shouldRefuseRequestsThatTwoServersWouldReadDifferently(String request) throws IOException {
    start();
    String answer = ask(request.formatted(END));
    assertThat(RawHttp.status(answer)).as(answer).isBetween(400, 505);
    assertThat(answer)
        .contains("application/problem+json")
        .doesNotContainIgnoringCase("jetty")
        .doesNotContain("hello\r\n");
    assertThat(refused("malformed")).isEqualTo(1);
    shouldGoOn();
  }

  @Test
  void shouldBoundTheRequestLineAndTheHeaders() throws IOException {
    start("http.head.bytes", "2048");
    assertThat(ask("GET /" + "a".repeat(4_000) + " HTTP/1.1\r\n" + END))
        .startsWith("HTTP/1.1 414")
        .contains("application/problem+json");
    assertThat(ask("GET /hello HTTP/1.1\r\nX: " + "a".repeat(4_000) + "\r\n" + END))
        .startsWith("HTTP/1.1 431");
    assertThat(ask("GET /hello HTTP/1.1\r\n" + "A: b\r\n".repeat(1_000) + END))
        .startsWith("HTTP/1.1 431");
    assertThat(refused("malformed")).isEqualTo(3);
    shouldGoOn();
  }

  @Test
  void shouldCloseConnectionsWhoseHeadersTrickle() throws Exception {
    start("http.idle.ms", "900", "http.head.ms", "1500");
    try (RawHttp slow = new RawHttp(server.port());
        RawHttp silent = new RawHttp(server.port())) {
      slow.send("GET /hello HTTP/1.1\r\n");
      Thread trickle =
          new Thread(
              () -> {
                try {
                  while (!leave.await(100, TimeUnit.MILLISECONDS)) {
                    slow.send("X: y\r\n");
                  }
                } catch (IOException | InterruptedException e) {
                  // The connection is closed, as it should be.
                }
              });
      trickle.start();
      assertThat(slow.untilClosed()).isEmpty();
      assertThat(silent.untilClosed()).isEmpty();
      trickle.join();
    }
    assertThat(refused("slow_head")).isEqualTo(1);
    awaitConnections(0);
    shouldGoOn();
  }

  @Test
  void shouldRefuseBodiesThatTrickleWithoutGivingAThreadToThem() throws Exception {
    start("http.body.ms", "1500", "http.threads", "16");
    List<RawHttp> slow = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      slow.add(
          new RawHttp(server.port())
              .send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\na"));
    }
    shouldGoOn();
    for (RawHttp raw : slow) {
      raw.send("b");
    }
    shouldGoOn();
    for (RawHttp raw : slow) {
      assertThat(raw.untilClosed()).startsWith("HTTP/1.1 408").contains("body-timeout");
      raw.close();
    }
    assertThat(refused("slow_body")).isEqualTo(60);
    awaitConnections(0);
    shouldGoOn();
  }

  @Test
  void shouldGiveBodiesOnWholeHoweverTheyCome() throws Exception {
    start();
    String small = "x".repeat(1_000);
    String large = "y".repeat(3 * BodyFirst.MOST);
    for (String body : List.of("", small, large)) {
      for (int pieces : new int[] {1, 7}) {
        try (RawHttp raw = new RawHttp(server.port())) {
          raw.send("POST /echo HTTP/1.1\r\nContent-Length: " + body.length() + "\r\n" + END);
          for (int i = 0; i < pieces; i++) {
            raw.send(body.substring(body.length() * i / pieces, body.length() * (i + 1) / pieces));
          }
          assertThat(raw.untilClosed()).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n" + body);
        }
      }
    }
    String chunks = "5\r\nhello\r\n0\r\n\r\n";
    assertThat(ask("POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + END + chunks))
        .endsWith("hello");
    assertThat(ask("POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + END + "5\r\nhellox"))
        .startsWith("HTTP/1.1 400");
  }

  @Test
  void shouldEndRequestsThatTakeForEver() throws Exception {
    start("http.request.ms", "1500");
    try (RawHttp raw = new RawHttp(server.port())) {
      raw.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(raw.untilClosed()).isEmpty();
    }
    assertThat(refused("slow_request")).isEqualTo(1);
    shouldGoOn();
  }

  @Test
  void shouldCloseConnectionsBeyondWhatOneAddressMayHaveAndTakeNewOnesAfterwards()
      throws Exception {
    start("http.connections.per.address", "20");
    List<RawHttp> kept = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      kept.add(new RawHttp(server.port()));
    }
    awaitConnections(20);
    for (int i = 0; i < 500; i++) {
      try (RawHttp more = new RawHttp(server.port())) {
        assertThat(more.untilClosed()).isEmpty();
      }
    }
    assertThat(refused("connections_of_address")).isEqualTo(500);
    for (RawHttp raw : kept) {
      raw.close();
    }
    awaitConnections(0);
    shouldGoOn();
  }

  @Test
  void shouldCloseConnectionsBeyondWhatItTakesAtAll() throws Exception {
    start("http.connections", "1");
    try (RawHttp first = new RawHttp(server.port())) {
      awaitConnections(1);
      assertThat(ask("GET /hello HTTP/1.1\r\n" + END)).isEmpty();
      assertThat(refused("connections")).isEqualTo(1);
      assertThat(first.send("GET /hello HTTP/1.1\r\n" + END).untilClosed()).endsWith("hello");
    }
  }

  @Test
  void shouldSlowDownAnAddressThatAsksTooOften() throws Exception {
    start("http.requests.per.second", "1");
    List<Integer> statuses = new ArrayList<>();
    String last = "";
    for (int i = 0; i < 30; i++) {
      last = ask("GET /hello HTTP/1.1\r\n" + END);
      statuses.add(RawHttp.status(last));
    }
    assertThat(statuses.subList(0, 2)).containsOnly(200);
    assertThat(statuses).contains(429);
    assertThat(refused("requests"))
        .isEqualTo(statuses.stream().filter(status -> status == 429).count());
    Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(this::shouldGoOn);
  }

  @Test
  void shouldStopLookingAtOneCredentialThatIsWrongAgainAndAgain() throws Exception {
    start("http.refusals.per.minute", "3");
    String guess = "GET /denied HTTP/1.1\r\nAuthorization: Bearer tlk_K1_%s\r\n" + END;
    for (int i = 0; i < 3; i++) {
      assertThat(ask(guess.formatted("wrong" + i))).startsWith("HTTP/1.1 401");
    }
    assertThat(ask(guess.formatted("wrong")))
        .startsWith("HTTP/1.1 429")
        .containsPattern("Retry-After: \\d+\r\n")
        .contains("too-many-requests")
        .doesNotContain("wrong\"");
    // Others behind the same address are not locked out: another key, and those without any.
    assertThat(ask(guess.replace("K1", "K2").formatted("wrong"))).startsWith("HTTP/1.1 401");
    shouldGoOn();
    assertThat(refused("guesses")).isEqualTo(1);
  }

  @Test
  void shouldRefuseChangesThatAPageOfAnotherSiteAsksFor() throws Exception {
    start();
    assertThat(
            ask("POST /echo HTTP/1.1\r\nSec-Fetch-Site: cross-site\r\nContent-Length: 0\r\n" + END))
        .startsWith("HTTP/1.1 403")
        .contains("cross-site");
    assertThat(
            ask(
                "POST /echo HTTP/1.1\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 0\r\n"
                    + END))
        .startsWith("HTTP/1.1 200");
    assertThat(refused("cross_site")).isEqualTo(1);
  }

  @Test
  void shouldKeepConnectionsForTheNextRequest() throws Exception {
    start();
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    for (int i = 0; i < 50; i++) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/echo"))
                  .POST(HttpRequest.BodyPublishers.ofString("body " + i))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.body()).isEqualTo("body " + i);
    }
    assertThat(meters.get("tanliu.http.connections").gauge().value()).isEqualTo(1);
  }
}
