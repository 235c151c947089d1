// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tanliu.client.TimeForm.Label;
import io.tanliu.client.TimeForm.Midnight;
import io.tanliu.client.table.TableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client against an HTTP server that answers as the gateway would, and fails as told. */
class FilePushTest {
  @TempDir Path dir;

  private final Deque<Integer> failures = new ArrayDeque<>();
  private final List<String> bodies = new ArrayList<>();
  private final Set<String> known = new HashSet<>();
  private final RecordingListener listener = new RecordingListener();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/v1/units/U 1/readings", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void shouldSendExactTextOfValuesInBatches() throws Exception {
    PushProgress done = push("3.170", "4e0", "\"5\"", "6", "7").run();

    assertThat(done).isEqualTo(new PushProgress(5, 5, 0, 0));
    assertThat(bodies).hasSize(3);
    assertThat(bodies.get(0))
        .isEqualTo(
            "point,time,value\r\nE1,2018-01-01T00:00:00Z,3.170\r\nE1,2018-01-01T00:01:00Z,4e0\r\n");
    assertThat(listener.progress()).extracting(PushProgress::readings).containsExactly(2L, 4L, 5L);
    assertThat(listener.notes()).isEmpty();
    assertThat(dir.resolve("state")).isEmptyDirectory();
  }

  @Test
  void shouldTryAgainWhileTheGatewayCannotTakeABatch() throws Exception {
    failures.addAll(List.of(200, 503, 409, 200));

    PushProgress done = push("1", "2", "3").run();

    assertThat(done.accepted()).isEqualTo(3);
    assertThat(listener.notes()).hasSize(2);
    assertThat(listener.notes().get(0))
        .startsWith("readings 3-3 are tried again: 503 BUSY, gateway:");
    assertThat(bodies.get(1)).isEqualTo(bodies.get(2)).isEqualTo(bodies.get(3));
  }

  @Test
  void shouldGoOnBehindTheLastAcknowledgedRow() throws Exception {
    failures.addAll(List.of(200, 200, 404));
    String[] values = {"1", "2", "3", "4", "5", "6", "7"};
    assertThatThrownBy(() -> push(values).run())
        .isInstanceOf(PushException.class)
        .hasMessageContaining("404 UNKNOWN_UNIT, unit: U 1");
    bodies.clear();

    PushProgress done = push(values).run();

    assertThat(done).isEqualTo(new PushProgress(7, 7, 0, 0));
    assertThat(listener.notes()).contains("going on behind reading 4");
    assertThat(bodies).hasSize(3);
    assertThat(bodies.get(0)).contains(",3\r\n");
    assertThat(bodies.get(1)).contains(",5\r\n");
  }

  @Test
  void shouldBeginAgainWhenTheGatewayHasForgotten() throws Exception {
    failures.addAll(List.of(200, 200, 404));
    String[] values = {"1", "2", "3", "4", "5"};
    assertThatThrownBy(() -> push(values).run()).isInstanceOf(PushException.class);
    known.clear();

    PushProgress done = push(values).run();

    assertThat(done.readings()).isEqualTo(5);
    assertThat(done.accepted()).isEqualTo(5);
    assertThat(done.repeated()).isEqualTo(2);
    assertThat(String.join("", listener.notes())).contains("beginning again");
  }

  @Test
  void shouldGiveUpWithTheCauseWhenNobodyAnswers() throws Exception {
    FilePush push = push("1");
    server.stop(0);

    assertThatThrownBy(push::run)
        .isInstanceOf(PushException.class)
        .hasMessageContaining("does not answer")
        .hasMessageContaining("the same command goes on from there");
  }

  @Test
  void shouldSendWhatAFileWithdraws() throws Exception {
    Path file =
        Files.writeString(
            dir.resolve("withdrawn.csv"),
            "withdrawn,time,value\n,01-01-2018 00:00,3\ntrue,01-01-2018 00:01,\n");

    new FilePush(options(file), listener).run();

    assertThat(bodies)
        .containsExactly(
            "point,time,value,withdrawn\r\n"
                + "E1,2018-01-01T00:00:00Z,3,\r\nE1,2018-01-01T00:01:00Z,,true\r\n");
  }

  @Test
  void shouldNameTheColumnsThatThereAre() throws IOException {
    Path file = Files.writeString(dir.resolve("other.csv"), "\uFEFFwhen,kWh\n1,2\n");

    assertThatThrownBy(() -> new FilePush(options(file), listener).run())
        .isInstanceOf(TableException.class)
        .hasMessage("time-column: time (expected: one of when, kWh)");
  }

  private FilePush push(String... values) throws IOException {
    StringBuilder text = new StringBuilder("\uFEFFtime,other,value\n");
    for (int i = 0; i < values.length; i++) {
      text.append("01-01-2018 00:0").append(i).append(",x,").append(values[i]).append('\n');
    }
    return new FilePush(options(Files.writeString(dir.resolve("in.csv"), text)), listener);
  }

  private PushOptions options(Path file) {
    return new PushOptions(
        Connection.open(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/")),
        "U 1",
        Optional.of("E1"),
        file,
        FileForm.found(
                new TimeForm(
                    "dd-MM-yyyy HH:mm",
                    Duration.ofMinutes(1),
                    Label.START,
                    Midnight.BEGINS_DAY,
                    ZoneOffset.UTC))
            .withColumns("time", "value"),
        Optional.empty(),
        false,
        2,
        true,
        Duration.ofSeconds(2),
        dir.resolve("state"));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body =
        new String(
            new GZIPInputStream(exchange.getRequestBody()).readAllBytes(), StandardCharsets.UTF_8);
    bodies.add(body);
    int status = failures.isEmpty() ? 200 : failures.remove();
    if (status == 200) {
      if (!known.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"))) {
        exchange.getResponseHeaders().set("Idempotent-Replay", "true");
      }
      long rows = body.lines().count() - 1;
      send(exchange, 202, "{\"frame\":\"f\",\"accepted\":" + rows + ",\"rejectedCount\":0}");
    } else if (status == 404) {
      send(exchange, 404, "{\"code\":\"UNKNOWN_UNIT\",\"detail\":\"unit: U 1 (expected: …)\"}");
    } else {
      send(exchange, status, "{\"code\":\"BUSY\",\"detail\":\"gateway: all places taken\"}");
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
