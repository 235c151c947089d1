// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long the client waits, against an HTTP server, in a time that the test moves. */
class GatewayClientTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Delivery DELIVERY =
      new Delivery(
          "rows 1-2",
          "U",
          Delivery.Kind.LIVE,
          "text/csv",
          false,
          BodyPublishers.ofString("time,value\n"),
          "key");

  private final Queue<String> retryAfter = new ConcurrentLinkedQueue<>();
  private final List<String> notes = new ArrayList<>();
  private final MovedTime time = new MovedTime();
  private HttpServer server;

  /** Time that passes only while somebody waits. */
  private static final class MovedTime implements Waiting {
    private final List<Duration> pauses = new ArrayList<>();

    @Override
    public long nanos() {
      return pauses.stream().mapToLong(Duration::toNanos).sum();
    }

    @Override
    public void pause(Duration pause) {
      pauses.add(pause);
    }
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/v1/units/U/readings", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void shouldDoubleItsPausesUpToFiveSeconds() throws Exception {
    retryAfter.addAll(List.of("", "", "", "", "", "", ""));

    assertThat(client(PATIENCE).send(DELIVERY).receipt().get("frame").asText()).isEqualTo("f");

    assertThat(time.pauses)
        .extracting(Duration::toMillis)
        .containsExactly(250L, 500L, 1_000L, 2_000L, 4_000L, 5_000L, 5_000L);
    assertThat(notes).hasSize(7).allMatch(note -> note.startsWith("rows 1-2 are tried again: 503"));
  }

  @Test
  void shouldWaitAsLongAsTheGatewayAsksFor() throws Exception {
    retryAfter.addAll(List.of("7", "0", "1"));

    client(PATIENCE).send(DELIVERY);

    assertThat(time.pauses).extracting(Duration::toMillis).containsExactly(7_000L, 500L, 1_000L);
  }

  @Test
  void shouldNotBeginAPauseThatWouldOutlastItsPatience() {
    retryAfter.addAll(List.of("5", "5", "5", "5"));

    assertThatThrownBy(() -> client(Duration.ofSeconds(12)).send(DELIVERY))
        .isInstanceOf(PushException.class)
        .hasMessageStartingWith("rows 1-2 were not acknowledged within 12 s: 503");
    assertThat(time.pauses).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(5));
  }

  @Test
  void shouldStopWaitingWhenItIsInterrupted() {
    retryAfter.add("50");
    Consumer<String> interrupt = note -> Thread.currentThread().interrupt();

    assertThatThrownBy(
            () -> new GatewayClient(Connection.open(url()), PATIENCE, interrupt).send(DELIVERY))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).as("told by the exception").isFalse();
  }

  private GatewayClient client(Duration patience) {
    return new GatewayClient(Connection.open(url()), patience, notes::add, time);
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String wished = retryAfter.poll();
    if (wished != null && !wished.isEmpty()) {
      exchange.getResponseHeaders().set("Retry-After", wished);
    }
    String body =
        wished == null
            ? "{\"frame\":\"f\",\"accepted\":0,\"rejectedCount\":0}"
            : "{\"code\":\"BUSY\",\"detail\":\"gateway: all places taken\"}";
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(wished == null ? 202 : 503, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
