// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tanliu.client.Connection;
import io.tanliu.client.Delivery.Kind;
import io.tanliu.client.GatewayClient;
import io.tanliu.edge.Parcel.Part;
import io.tanliu.testkit.MovableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Days without a gateway, by a clock that the test moves. */
class SenderTest {
  /** Of five days. */
  private static final int HOURS = 5 * 24;

  @TempDir Path dir;

  private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final Alarms alarms = new Alarms(Duration.ofSeconds(30));
  private final Map<String, List<String>> taken = new TreeMap<>();
  private final Set<String> shut = new HashSet<>();
  private int requests;
  private boolean down;
  private int malformed;
  private HttpServer server;
  private EdgeStore store;
  private Sender sender;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/v1/units/", this::answer);
    server.start();
    store = EdgeStore.open(dir, 64L << 20, 500, Optional.empty(), clock.instant());
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    Connection connection = new Connection(url, Optional.of("tlk_1_s"), Optional.empty());
    sender =
        new Sender(
            store,
            new GatewayClient(connection, Duration.ZERO, note -> {}),
            clock,
            Set.of("A", "B"),
            new Random(5),
            alarms);
  }

  @AfterEach
  void stop() throws IOException {
    store.close();
    server.stop(0);
  }

  @Test
  void shouldCatchUpInOrderAfterDaysWithoutHammering() throws Exception {
    down = true;
    for (int hour = 0; hour < HOURS; hour++) {
      store(hour % 2 == 0 ? "A" : "B", hour);
      sender.pass();
      clock.advance(Duration.ofHours(1));
    }
    int before = requests;
    for (int second = 0; second < 3_600; second++) {
      sender.pass();
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(requests - before).isBetween(60, 125);
    assertThat(alarms.told(store.status(), Duration.ofDays(184), clock.instant()))
        .anyMatch(text -> text.contains("Nothing is taken by the gateway"));

    down = false;
    clock.advance(Duration.ofMinutes(1));
    int passes = 0;
    while (store.status().waiting() > 0) {
      sender.pass();
      passes++;
    }

    assertThat(passes).isLessThan(10);
    for (int unit = 0; unit < 2; unit++) {
      List<String> expected = new ArrayList<>();
      for (int hour = unit; hour < HOURS; hour += 2) {
        expected.add(String.valueOf(hour));
      }
      assertThat(taken.get(unit == 0 ? "A" : "B")).isEqualTo(expected);
    }
  }

  @Test
  void shouldLetAUnitThatIsNotLetInWaitAlone() throws Exception {
    shut.add("A");
    store("A", 1);
    store("B", 2);

    sender.pass();

    assertThat(taken).containsOnlyKeys("B");
    assertThat(store.status().units()).extracting(EdgeStatus.Waiting::unit).containsExactly("A");
    shut.clear();
    clock.advance(Duration.ofMinutes(2));
    sender.pass();
    assertThat(taken).containsOnlyKeys("A", "B");
  }

  @Test
  void shouldSetAsideWhatTheGatewayCannotReadAndGoOn() throws Exception {
    malformed = 1;
    store("A", 1);
    sender.pass();
    store("A", 2);
    sender.pass();

    assertThat(taken.get("A")).containsExactly("2");
    assertThat(store.status().refused()).isEqualTo(1);
    assertThat(alarms.told(store.status(), Duration.ofDays(184), clock.instant()))
        .anyMatch(text -> text.contains("refused as a whole: 1"));
  }

  @Test
  void shouldMeasureTheClockOfTheGateway() throws Exception {
    Duration ahead = Duration.ofSeconds(600);
    clock.advance(Duration.between(clock.instant(), Instant.now()).plus(ahead));
    store("A", 1);
    sender.pass();

    // The test's clock stands while the answer takes its time.
    assertThat(alarms.drift()).isBetween(ahead.minusSeconds(300), ahead.plusSeconds(1));
    assertThat(alarms.told(store.status(), Duration.ofDays(184), clock.instant()))
        .singleElement()
        .asString()
        .startsWith("时钟偏差 The clocks differ by ");
  }

  private void store(String unit, int number) throws IOException {
    List<String> lines = List.of(String.valueOf(number));
    store.append(
        new Parcel(unit, Kind.LIVE, "http", null, "d", List.of(Part.of(lines))), clock.instant());
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    requests++;
    byte[] body = exchange.getRequestBody().readAllBytes();
    String unit = exchange.getRequestURI().getPath().split("/")[4];
    assertThat(exchange.getRequestHeaders().getFirst("Authorization")).isEqualTo("Bearer tlk_1_s");
    if (down) {
      send(exchange, 503, "{\"code\":\"UNAVAILABLE\",\"detail\":\"down\"}");
    } else if (shut.contains(unit)) {
      send(exchange, 403, "{\"code\":\"FORBIDDEN\",\"detail\":\"unit\"}");
    } else if (malformed > 0) {
      malformed--;
      send(exchange, 400, "{\"code\":\"MALFORMED\",\"detail\":\"body\"}");
    } else {
      List<String> lines = Lines.of(Lines.gunzip(body));
      taken.computeIfAbsent(unit, u -> new ArrayList<>()).addAll(lines);
      send(
          exchange, 202, "{\"frame\":\"f\",\"accepted\":" + lines.size() + ",\"rejectedCount\":0}");
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
