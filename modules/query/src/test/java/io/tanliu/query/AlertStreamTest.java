// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.javalin.Javalin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanliu.access.AuditTrail;
import io.tanliu.access.http.HttpGate;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stream over real connections. */
class AlertStreamTest {
  private static final int CLIENTS = 20;
  private static final Duration LONGEST = Duration.ofSeconds(90);

  private final AlertFeed feed = new AlertFeed("boot", 8, CLIENTS);
  private final AlertStream stream = new AlertStream(feed, Duration.ofMillis(300));
  private final List<SseReader> readers = new ArrayList<>();
  private Javalin server;

  @BeforeEach
  void start() {
    server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.jetty.host = "127.0.0.1";
                  HttpGate.open(AuditTrail.NONE, Clock.systemUTC()).install(config.routes);
                  config.routes.get(
                      "/stream",
                      new Answers(new SimpleMeterRegistry(), () -> Source.NOTHING)
                          .of("/stream", stream::handle));
                })
            .start(0);
    feed.live(true);
  }

  @AfterEach
  void stop() throws IOException {
    for (SseReader reader : readers) {
      reader.close();
    }
    stream.close();
    server.stop();
  }

  private URI uri() {
    return URI.create("http://127.0.0.1:" + server.port() + "/stream");
  }

  private SseReader read() throws Exception {
    SseReader reader = new SseReader(uri(), null);
    readers.add(reader);
    await().atMost(LONGEST).until(() -> reader.names().contains("hello"));
    return reader;
  }

  @Test
  void shouldTellManyClientsInOrderWithoutAThreadForEach() throws Exception {
    for (int i = 0; i < CLIENTS; i++) {
      read();
    }
    for (int i = 1; i <= 100; i++) {
      int told = i;
      feed.publish("U-1", () -> "{\"n\":" + told + "}");
      // A client may be behind by the backlog, and these all share the machine with the test.
      await()
          .atMost(LONGEST)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> readers.stream().allMatch(reader -> reader.events.size() > told - 4));
    }
    List<String> all = IntStream.rangeClosed(0, 100).mapToObj(n -> "boot-" + n).toList();
    for (SseReader reader : readers) {
      await().atMost(LONGEST).until(() -> reader.events.size() == 101);
      assertThat(reader.events).extracting(event -> event.get("id")).isEqualTo(all);
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().startsWith("tanliu-alert-stream"))
        .hasSizeLessThan(CLIENTS);
  }

  @Test
  void shouldSayClearlyThatThereAreTooManyAndTakeTheNextWhenOneHasGone() throws Exception {
    for (int i = 0; i < CLIENTS; i++) {
      read();
    }
    HttpResponse<String> refused =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri()).build(), BodyHandlers.ofString());
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(refused.headers().firstValue("Content-Type"))
        .hasValue("application/problem+json; charset=utf-8");
    assertThat(refused.body()).contains("TOO_MANY_CLIENTS");
    readers.get(0).close();
    await().atMost(LONGEST).until(() -> feed.clients() < CLIENTS);
    assertThat(read().status).isEqualTo(200);
  }

  @Test
  void shouldCutWhoDoesNotReadAndTellTheOthersEverything() throws Exception {
    SseReader quick = read();
    try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      slow.getOutputStream()
          .write("GET /stream HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      await().atMost(LONGEST).until(() -> feed.clients() == 2);
      String large = "\"" + "x".repeat(1 << 20) + "\"";
      int published = 0;
      while (feed.clients() == 2) {
        feed.publish("U-1", () -> large);
        int told = ++published;
        await().atMost(LONGEST).until(() -> quick.events.size() == 1 + told);
        assertThat(published).as("megabytes that nobody reads").isLessThan(200);
      }
      assertThat(ends(slow.getInputStream())).as("the connection has ended").isTrue();
    }
    feed.publish("U-1", () -> "{}");
    await()
        .atMost(LONGEST)
        .until(() -> quick.events.get(quick.events.size() - 1).containsValue("{}"));
    assertThat(feed.clients()).isEqualTo(1);
  }

  private static boolean ends(InputStream in) {
    byte[] any = new byte[1 << 16];
    try {
      while (in.read(any) >= 0) {
        // What had been sent before.
      }
    } catch (IOException e) {
      return true;
    }
    return true;
  }
}
