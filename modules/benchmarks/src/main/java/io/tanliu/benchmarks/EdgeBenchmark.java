// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks;

import io.tanliu.client.Connection;
import io.tanliu.client.Delivery;
import io.tanliu.client.GatewayClient;
import io.tanliu.edge.Edge;
import io.tanliu.edge.EdgeSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What an agent's store costs: minutes of readings arrive while no gateway answers, one request a
 * minute; then a gateway comes, and the agent catches up.
 */
final class EdgeBenchmark {
  private static final String UNIT = "EDGE-1";
  private static final String NOBODY = "http://127.0.0.1:1";

  private final int points;
  private final int minutes;
  private final Path directory;
  private final Instant from;

  EdgeBenchmark(int points, int minutes, Path directory) {
    this.points = points;
    this.minutes = minutes;
    this.directory = directory;
    this.from = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofMinutes(minutes + 60));
  }

  void run(int heapMegabytes) throws Exception {
    long readings = (long) points * minutes;
    long began = System.nanoTime();
    try (Edge edge = edge(NOBODY)) {
      store(edge);
    }
    double storing = seconds(began);
    long bytes = Files.size(directory.resolve("edge/edge.db"));
    System.out.printf(
        "stored %d readings in %.1f s (%.0f/s), %.1f MB, %.2f bytes per reading%n",
        readings, storing, readings / storing, bytes / 1e6, (double) bytes / readings);
    Path demoDirectory = Files.createDirectories(directory.resolve("demo"));
    try (DemoProcess demo = new DemoProcess(demoDirectory, heapMegabytes)) {
      demo.register(register());
      long again = System.nanoTime();
      try (Edge edge = edge(demo.url())) {
        awaitEmpty(edge);
      }
      double sending = seconds(again);
      System.out.printf("caught up in %.1f s (%.0f readings/s)%n", sending, readings / sending);
    }
  }

  private Edge edge(String gateway) throws Exception {
    return new Edge(
        new EdgeSettings(
            URI.create(gateway),
            Optional.empty(),
            Optional.empty(),
            directory.resolve("edge"),
            Set.of(UNIT),
            "127.0.0.1",
            0,
            Optional.empty(),
            EdgeSettings.DEFAULT_KEEP,
            EdgeSettings.DEFAULT_QUOTA,
            5_000,
            Duration.ofSeconds(30),
            List.of(),
            Optional.empty()),
        Optional.empty(),
        Clock.systemUTC());
  }

  /** Meters that count in hundredths and move a little each minute. */
  private void store(Edge edge) throws Exception {
    GatewayClient client =
        new GatewayClient(
            Connection.open(URI.create("http://127.0.0.1:" + edge.port())),
            Duration.ofSeconds(60),
            note -> {});
    Random random = new Random(1);
    for (int minute = 0; minute < minutes; minute++) {
      Instant time = from.plus(Duration.ofMinutes(minute));
      StringBuilder csv = new StringBuilder("point,time,value\n");
      for (int p = 0; p < points; p++) {
        int hundredths = 1_000 + 37 * p % 900 + random.nextInt(200);
        csv.append('P').append(p).append(',').append(time).append(',');
        csv.append(hundredths / 100).append('.').append(hundredths % 100 / 10);
        csv.append(hundredths % 10).append('\n');
      }
      client.send(
          new Delivery(
              "minute " + minute,
              UNIT,
              Delivery.Kind.LIVE,
              "text/csv",
              false,
              BodyPublishers.ofString(csv.toString()),
              "minute-" + minute));
    }
  }

  private String register() {
    StringBuilder json = new StringBuilder("{\"units\":[{\"id\":\"" + UNIT + "\"");
    json.append(",\"region\":\"360102\",\"industry\":\"3120\",\"points\":[");
    for (int p = 0; p < points; p++) {
      json.append(p == 0 ? "" : ",")
          .append("{\"id\":\"P%d\",\"energy\":\"electricity\"".formatted(p))
          .append(",\"measure\":\"INTERVAL\",\"unit\":\"kWh\",\"interval\":\"1m\"}");
    }
    return json.append("]}]}").toString();
  }

  private static void awaitEmpty(Edge edge) throws Exception {
    HttpRequest health =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + "/health")).build();
    HttpClient http = HttpClient.newHttpClient();
    while (!http.send(health, BodyHandlers.ofString()).body().contains("\"waiting\":0,")) {
      TimeUnit.MILLISECONDS.sleep(500);
    }
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }
}
