// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanliu.client.Delivery.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent that nobody takes readings from: what its door answers and what it stores. */
class DoorTest {
  private static final String PATH = "/api/v1/units/U%201/readings";

  @TempDir Path dir;

  private final HttpClient http = HttpClient.newHttpClient();
  private Edge edge;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(dir.resolve("door.key"), "secret\n");
    Path config =
        Files.writeString(
            dir.resolve("edge.yaml"),
            """
            gateway: http://127.0.0.1:1
            units: ["U 1"]
            quota: 1MiB
            door: {port: 0, keyFile: door.key}
            """);
    edge = new Edge(EdgeFile.read(config), Optional.empty(), Clock.systemUTC());
  }

  @AfterEach
  void stop() throws IOException {
    edge.close();
  }

  @Test
  void shouldStoreEveryFormDigitByDigit() throws Exception {
    String json = "[{\"point\":\"E1\",\"time\":\"t\",\"value\":3.1700000000000000001,\"x\":[1]}]";
    String lines = "{\"point\":\"E1\",\"value\":NaN}\n\n{\"withdrawn\":true}\n";
    String csv = "\uFEFFpoint,time,value,unit,withdrawn\nE1,t,007,kWh,\n电,t,,,true\n";

    assertThat(push("application/json", json.getBytes(StandardCharsets.UTF_8)).body())
        .contains("\"stage\":\"stored\"", "\"accepted\":1");
    push("application/x-ndjson; charset=utf-8", lines.getBytes(StandardCharsets.UTF_8));
    push("text/csv", Lines.gzip(csv.getBytes(StandardCharsets.UTF_8)), "Content-Encoding", "gzip");
    edge.close();

    assertThat(stored())
        .containsExactly(
            "{\"point\":\"E1\",\"time\":\"t\",\"value\":3.1700000000000000001,\"x\":[1]}",
            "{\"point\":\"E1\",\"value\":NaN}",
            "{\"withdrawn\":true}",
            "{\"point\":\"E1\",\"time\":\"t\",\"value\":\"007\",\"unit\":\"kWh\"}",
            "{\"point\":\"电\",\"time\":\"t\",\"withdrawn\":true}");
  }

  @Test
  void shouldRefuseWhatItCannotStoreAndStoreNothingOfIt() throws Exception {
    byte[] good = "[{\"point\":\"E1\"}]".getBytes(StandardCharsets.UTF_8);
    byte[] cut = "[{\"point\":\"E1\"},{\"point".getBytes(StandardCharsets.UTF_8);

    assertThat(push("application/json", cut).statusCode()).isEqualTo(400);
    assertThat(push("text/csv", good).body()).contains("MALFORMED");
    assertThat(push("application/xml", good).statusCode()).isEqualTo(415);
    assertThat(push("text/csv", good, "Content-Encoding", "gzip").statusCode()).isEqualTo(400);
    assertThat(send("/api/v1/units/U2/readings", "application/json", good, "secret").body())
        .contains("UNKNOWN_UNIT");
    assertThat(send(PATH, "application/json", good, "wrong").statusCode()).isEqualTo(401);
    assertThat(send(PATH + "?mode=all", "application/json", good, "secret").statusCode())
        .isEqualTo(400);
    edge.close();

    assertThat(stored()).isEmpty();
  }

  @Test
  void shouldSayThatItIsFullAndKeepWhatItHas() throws Exception {
    Random random = new Random(3);
    int taken = 0;
    HttpResponse<String> answer;
    do {
      StringBuilder csv = new StringBuilder("point,time,value\n");
      for (int i = 0; i < 5_000; i++) {
        csv.append("E1,t").append(random.nextLong()).append(',').append(i).append('\n');
      }
      answer = push("text/csv", csv.toString().getBytes(StandardCharsets.UTF_8));
      taken += answer.statusCode() == 202 ? 5_000 : 0;
    } while (answer.statusCode() == 202);

    assertThat(answer.statusCode()).isEqualTo(507);
    assertThat(answer.body()).contains("STORE_FULL");
    HttpResponse<String> health =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + "/health"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(health.statusCode()).isEqualTo(503);
    assertThat(health.body()).contains("存储已满", "\"waiting\":" + taken);
  }

  @Test
  void shouldNameWhatIsWrongInItsSettings() throws IOException {
    Path config = Files.writeString(dir.resolve("bad.yaml"), "gateway: x\nunit: [A]\n");

    assertThatThrownBy(() -> EdgeFile.read(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("unit: unknown (expected: one of ");
  }

  private List<String> stored() throws IOException {
    List<String> stored = new ArrayList<>();
    try (EdgeStore store =
        EdgeStore.open(dir.resolve("edge-data"), 1 << 20, 5_000, Optional.empty(), Instant.now())) {
      var next = store.next("U 1", Instant.now());
      while (next.isPresent()) {
        assertThat(next.get().kind()).isEqualTo(Kind.LIVE);
        stored.addAll(Lines.of(Lines.gunzip(next.get().body().bytes())));
        store.refused(next.get(), "read", Instant.now());
        next = store.next("U 1", Instant.now());
      }
    }
    return stored;
  }

  private HttpResponse<String> push(String type, byte[] body, String... headers)
      throws IOException, InterruptedException {
    return send(PATH, type, body, "secret", headers);
  }

  private HttpResponse<String> send(
      String path, String type, byte[] body, String key, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + path))
            .header("Content-Type", type)
            .header("Authorization", "Bearer " + key)
            .POST(BodyPublishers.ofByteArray(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
