// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.Javalin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanliu.access.AccessException;
import io.tanliu.access.AuditTrail;
import io.tanliu.access.Authenticator;
import io.tanliu.access.Caller;
import io.tanliu.access.http.HttpGate;
import io.tanliu.avro.StationKind;
import io.tanliu.testkit.Contract;
import io.tanliu.wire.Topics;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every operation with each status that the contract describes is asked of a running server, and
 * each answer is held against its description.
 */
@ExtendWith(SharedExample.class)
class ContractAnswersTest {
  private static final Contract CONTRACT = Contract.of(Query.class, "/openapi.yaml");
  private static final String STREAM = "/api/v1/alerts/stream";

  /** What is asked where a path with its parameters left out has no answer. */
  private static final Map<String, String> ASKED =
      Map.ofEntries(
          Map.entry("/api/v1/entities", "?limit=20"),
          Map.entry("/api/v1/entities/{id}/windows", "?granularity=1M&from=2018&quantity=tce"),
          Map.entry("/api/v1/factors", "?entity=STEEL-01&year=2018"),
          Map.entry("/api/v1/targets", "?limit=200"),
          Map.entry("/api/v1/lamps", "?entity=360100"),
          Map.entry("/api/v1/intensity", "?entity=360100"),
          Map.entry("/api/v1/shares", "?entity=360100"),
          Map.entry("/api/v1/forecasts", "?entity=360100"));

  /** Where the parameters of a path lead. */
  private static final Map<String, String> PLACES =
      Map.ofEntries(
          Map.entry("/api/v1/alerts/{id}", "budget-breach%7CSTEEL-01%7CT1"),
          Map.entry("/api/v1/notices/{id}", "nobody"),
          // There is nothing to seal of it, with a key or without.
          Map.entry("/api/v1/reports/{entity}", "QUIET-01"),
          Map.entry("/api/v1/stations/{id}", "AIR"),
          Map.entry("/api/v1/regions/{id}", "360100"));

  /** Answers that one instance with what it has here cannot give. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          // With a key to seal with: ReportTest.
          "POST /api/v1/reports/{entity}/{period}/seal 200",
          "POST /api/v1/reports/{entity}/{period}/seal 201",
          // Two instances: InstancesTest.
          "POST /internal/v1/windows 421",
          // With a notice: NoticesTest.
          "GET /api/v1/notices/{id} 200",
          "GET /api/v1/notices/{id} 304");

  @TempDir Path dir;

  private final Example example;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Set<String> seen = new TreeSet<>();
  private final List<String> findings = new ArrayList<>();

  ContractAnswersTest(Example example) {
    this.example = example;
  }

  /** Nobody without a token; with one somebody who may do nothing. */
  private static final Authenticator STRANGERS =
      shown -> {
        if (shown.authorization().isEmpty()) {
          throw AccessException.unauthenticated("no-credentials", "say who you are");
        }
        return new Caller(Caller.Kind.TOKEN, "stranger", "", Set.of());
      };

  @Test
  void shouldGiveEveryAnswerThatIsDescribedAndOnlySuch() throws Exception {
    fill();
    Query idle =
        new Query(
            QueryServer.settings("idle", dir),
            Map.of("schema.registry.url", "http://127.0.0.1:1"),
            QueryServer.SEEDS,
            new SimpleMeterRegistry());
    HttpGate gate =
        new HttpGate(STRANGERS, AuditTrail.NONE, Clock.systemUTC(), example.server().query.rules());
    Javalin guarded = serve(gate, example.server().query);
    Javalin unready = serve(HttpGate.open(AuditTrail.NONE, Clock.systemUTC()), idle);
    try {
      for (String route : CONTRACT.routes()) {
        String method = route.substring(0, route.indexOf(' '));
        String path = route.substring(route.indexOf(' ') + 1);
        int port = example.server().port();
        if (path.equals(STREAM)) {
          stream(unready.port());
        } else {
          HttpResponse<String> answer = ask(port, method, path, asked(path));
          String tag = answer.headers().firstValue("ETag").orElse("\"none\"");
          ask(port, method, path, asked(path), "If-None-Match", tag);
          ask(port, method, path, with(asked(path), "nonsense=1"));
          ask(port, method, path, asked(path), "Accept", "application/pdf");
          nowhere(path).ifPresent(nowhere -> ask(port, method, path, nowhere));
          ask(unready.port(), method, path, asked(path));
        }
        if (path.startsWith("/api/") || path.startsWith("/internal/")) {
          ask(guarded.port(), method, path, asked(path));
          ask(guarded.port(), method, path, asked(path), "Authorization", "Bearer x");
        }
      }
    } finally {
      guarded.stop();
      unready.stop();
      idle.close();
    }
    assertThat(findings).isEmpty();
    Set<String> missing = new TreeSet<>(CONTRACT.answers());
    missing.removeAll(seen);
    assertThat(missing).as("described and never answered").isEqualTo(new TreeSet<>(ELSEWHERE));
  }

  private void fill() {
    Records records = example.records();
    records.send(
        Topics.REF_STATION, "AIR", StationsTest.station("AIR", StationKind.ATMOSPHERE, "360102"));
    records.flush();
    await().until(() -> example.server().get("/api/v1/stations/AIR").statusCode() == 200);
  }

  private static Javalin serve(HttpGate gate, Query query) {
    return Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.jetty.host = "127.0.0.1";
              gate.install(config.routes);
              query.routes(config.routes);
            })
        .start(0);
  }

  private static String asked(String path) {
    String place =
        PLACES.entrySet().stream()
            .filter(entry -> path.startsWith(entry.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("STEEL-01");
    String filled =
        path.replace("{id}", place)
            .replace("{view}", "screening")
            .replace("{entity}", place)
            .replace("{period}", "2018-03")
            .replace("{folder}/{file}", "lib/vue.js")
            .replace("{file}", "app.js");
    return with(filled, ASKED.getOrDefault(path, "").replace("?", ""));
  }

  private static String with(String address, String parameter) {
    if (parameter.isEmpty()) {
      return address;
    }
    return address + (address.contains("?") ? "&" : "?") + parameter;
  }

  /** The same of something that there is not. */
  private static Optional<String> nowhere(String path) {
    String address = asked(path);
    if (address.contains("entity=")) {
      return Optional.of(address.replaceAll("entity=[^&]*", "entity=NOBODY"));
    }
    if (path.contains("{id}") || path.contains("{entity}")) {
      return Optional.of(address.replaceFirst(asked(path).split("/")[4].split("\\?")[0], "NOBODY"));
    }
    return switch (path) {
      case "/api/v1/alerts", "/api/v1/targets" -> Optional.of(path + "?entity=NOBODY");
      case "/api/v1/overview" -> Optional.of(path + "?region=999999");
      case "/assets/{file}" -> Optional.of("/assets/nothing.js");
      case "/assets/{folder}/{file}" -> Optional.of("/assets/lib/nothing.js");
      default -> Optional.empty();
    };
  }

  private HttpResponse<String> ask(
      int port, String method, String path, String address, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + address));
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (method.equals("POST")) {
      byte[] scan =
          ScanCodec.request(List.of(WindowScan.exactly(QueryTopology.ENERGY, "STEEL-01|1M|x")));
      byte[] nonsense = "nonsense".getBytes(StandardCharsets.UTF_8);
      request.POST(
          HttpRequest.BodyPublishers.ofByteArray(address.contains("nonsense") ? nonsense : scan));
    }
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      judge(method, path, address, answer.statusCode(), answer, answer.body());
      return answer;
    } catch (Exception e) {
      throw new AssertionError(address, e);
    }
  }

  private void judge(
      String method, String path, String address, int status, HttpResponse<?> answer, String body) {
    seen.add(method + " " + path + " " + status);
    findings.addAll(
        CONTRACT.findings(
            method,
            address.split("\\?")[0],
            status,
            answer.headers().firstValue("Content-Type"),
            body));
    if (status >= 400) {
      JsonNode problem = QueryServer.parse(body);
      for (String part : List.of("code", "field", "value", "expected", "detail")) {
        if (!problem.has(part)) {
          findings.add(address + " " + status + ": the problem has no " + part);
        }
      }
    }
  }

  /** Until there are as many listeners as it takes. */
  private void stream(int port) throws Exception {
    List<InputStream> open = new ArrayList<>();
    int status = 0;
    while (status < 400 && open.size() < 10) {
      HttpResponse<InputStream> answer =
          client.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + STREAM)).build(),
              HttpResponse.BodyHandlers.ofInputStream());
      status = answer.statusCode();
      open.add(answer.body());
      String body =
          status < 400 ? "" : new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
      judge("GET", STREAM, STREAM, status, answer, body);
    }
    for (InputStream each : open) {
      each.close();
    }
  }
}
