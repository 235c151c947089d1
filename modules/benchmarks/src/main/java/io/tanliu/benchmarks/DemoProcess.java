// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code tanliu demo} without simulated units, in a process of its own, and its HTTP clients. */
final class DemoProcess implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(3);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final Properties endpoints = new Properties();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Starts it and waits until it takes readings. */
  DemoProcess(Path directory, int heapMegabytes) throws Exception {
    Path data = directory.resolve("data");
    Path log = directory.resolve("demo.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heapMegabytes + "m");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.tanliu.app.Main"));
    command.addAll(List.of("demo", "--port", "0", "--simulate", "none", "--data", data.toString()));
    process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    // Whoever ends this process does not mean the demo to go on.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    long end = System.nanoTime() + LONGEST_START.toNanos();
    while (!Files.readString(log).contains("READY ")) {
      if (!process.isAlive() || System.nanoTime() > end) {
        close();
        throw new IllegalStateException("the demo did not come up; it said: " + log);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    try (Reader in = Files.newBufferedReader(data.resolve("endpoints.properties"))) {
      endpoints.load(in);
    }
  }

  /** The broker's address. */
  String bootstrap() {
    return endpoints.getProperty("bootstrap.servers");
  }

  /** What a Kafka client needs. */
  Map<String, Object> clients() {
    return Map.of(
        "bootstrap.servers", endpoints.getProperty("bootstrap.servers"),
        "schema.registry.url", endpoints.getProperty("schema.registry.url"));
  }

  /** Its address. */
  String url() {
    return endpoints.getProperty("url");
  }

  /** Its number in the system. */
  long pid() {
    return process.pid();
  }

  /** CPU time so far, in seconds. */
  double cpuSeconds() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
  }

  /** The JSON at a path. */
  JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(url() + path)).timeout(ANSWER).build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  /** Sends a JSON document. */
  CompletableFuture<HttpResponse<String>> posting(String path, String json) {
    return http.sendAsync(request(path, "application/json", json), BodyHandlers.ofString());
  }

  /** Loads a register document. */
  void register(String json) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(request("/api/v1/reference", "application/json", json), BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
  }

  /** Sends readings of a unit and waits for the receipt. */
  HttpResponse<String> push(String unit, String csv) throws IOException, InterruptedException {
    return http.send(readings(unit, csv), BodyHandlers.ofString());
  }

  /** Sends readings of a unit. */
  CompletableFuture<HttpResponse<String>> pushing(String unit, String csv) {
    return http.sendAsync(readings(unit, csv), BodyHandlers.ofString());
  }

  private HttpRequest readings(String unit, String csv) {
    return request("/api/v1/units/" + unit + "/readings", "text/csv", csv);
  }

  private HttpRequest request(String path, String type, String body) {
    return HttpRequest.newBuilder(URI.create(endpoints.getProperty("url") + path))
        .timeout(ANSWER)
        .header("Content-Type", type)
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
