// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks;

import io.tanliu.avro.DevicePacket;
import io.tanliu.avro.ReadingFrame;
import io.tanliu.testkit.DeviceFleet;
import io.tanliu.wire.Topic;
import io.tanliu.wire.TopicScan;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * A fleet of devices that speak HJ 212 over TCP to a gateway, which writes to a broker: three
 * processes. Afterwards the topics are counted: each packet has to stand there once.
 */
final class DeviceBenchmark implements AutoCloseable {
  private static final int DEVICES_OF_A_UNIT = 10;
  private static final String BROKER = BrokerProcess.class.getName();

  private final Path directory;
  private final int devices;
  private final int minutes;
  private final int brokerPort = freePort();
  private final int registryPort = freePort();
  private final int http = freePort();
  private final int door = freePort();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private JavaProcess broker;
  private final JavaProcess gateway;
  private int starts;

  DeviceBenchmark(Path directory, int devices, int minutes) throws Exception {
    this.directory = directory;
    this.devices = devices;
    this.minutes = minutes;
    this.broker = startBroker();
    this.gateway =
        new JavaProcess(
            directory.resolve("gateway.log"),
            512,
            "io.tanliu.app.Main",
            List.of(
                "serve",
                "--roles=gateway",
                "--access=open",
                "--bootstrap=127.0.0.1:" + brokerPort,
                "--registry=http://127.0.0.1:" + registryPort,
                "--port=" + http,
                "--hj212-port=" + door));
  }

  private JavaProcess startBroker() throws Exception {
    return new JavaProcess(
        directory.resolve("broker-" + ++starts + ".log"),
        768,
        BROKER,
        List.of(
            directory.resolve("kafka").toString(),
            Integer.toString(brokerPort),
            Integer.toString(registryPort)));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("no free port", e);
    }
  }

  /** Ten devices to a unit, each with a point of its own. */
  void register() throws Exception {
    int units = (devices + DEVICES_OF_A_UNIT - 1) / DEVICES_OF_A_UNIT;
    for (int first = 0; first < units; first += 100) {
      StringBuilder document = new StringBuilder("{\"units\":[");
      for (int u = first; u < Math.min(units, first + 100); u++) {
        document
            .append(u == first ? "" : ",")
            .append("{\"id\":\"U%d\",\"name\":\"u\",\"region\":\"360100\"".formatted(u))
            .append(",\"industry\":\"3120\",\"points\":[");
        for (int p = 0; p < DEVICES_OF_A_UNIT; p++) {
          document
              .append(p == 0 ? "" : ",")
              .append("{\"id\":\"P%d\",\"energy\":\"electricity\"".formatted(p))
              .append(",\"measure\":\"INTERVAL\",\"unit\":\"kWh\",\"interval\":\"15m\"}");
        }
        document.append("]}");
      }
      send("POST", "/api/v1/reference", document.append("]}").toString());
    }
    for (int d = 0; d < devices; d++) {
      send(
          "PUT",
          "/api/v1/devices/" + DeviceFleet.mn(d),
          "{\"unit\":\"U%d\",\"password\":\"secret\",\"channels\":[\"2051 f1-Cou = P%d\"]}"
              .formatted(d / DEVICES_OF_A_UNIT, d % DEVICES_OF_A_UNIT));
    }
  }

  private void send(String method, String path, String json) throws Exception {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
  }

  /**
   * Lets the fleet send.
   *
   * @param seconds between two packets of a device
   * @param spread seconds within which all connect
   * @return whether none is missing and none stands there twice
   */
  boolean run(int seconds, int spread, boolean restart) throws Exception {
    LocalDateTime first =
        LocalDateTime.now(ZoneOffset.ofHours(8)).truncatedTo(ChronoUnit.HOURS).minusHours(1);
    double cpu = gateway.cpuSeconds();
    try (DeviceFleet fleet =
        new DeviceFleet(door, devices, minutes, Duration.ofSeconds(seconds), first)) {
      fleet.start(Duration.ofSeconds(spread));
      if (restart) {
        while (fleet.answered() < devices * minutes / 2) {
          TimeUnit.MILLISECONDS.sleep(100);
        }
        long down = System.nanoTime();
        broker.stop();
        broker = startBroker();
        System.out.printf("broker away for %.1f s%n", (System.nanoTime() - down) / 1e9);
      }
      Duration longest = Duration.ofSeconds((long) seconds * minutes + spread + 300);
      boolean all = fleet.awaitAll(longest);
      System.out.printf(
          "%d devices, at most %d connected at once, %d packets answered%s, %d sent again%n",
          devices,
          fleet.mostConnected(),
          fleet.answered(),
          all ? "" : " AND NOT MORE",
          fleet.sentAgain());
      System.out.printf(
          "answer: p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, p99.9 %.1f ms, max %.1f ms%n",
          fleet.millis(0.5),
          fleet.millis(0.9),
          fleet.millis(0.99),
          fleet.millis(0.999),
          fleet.millis(1));
      System.out.printf(
          "gateway: %.0f ms CPU per 1000 packets%n",
          1e6 * (gateway.cpuSeconds() - cpu) / fleet.answered());
    }
    boolean packets = count(Topics.DEVICE_PACKET, DevicePacket::getId);
    return count(Topics.READING_FRAME, ReadingFrame::getFrameId) && packets;
  }

  private <V extends SpecificRecord> boolean count(Topic<V> topic, Function<V, String> id) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            "127.0.0.1:" + brokerPort,
            "schema.registry.url",
            "http://127.0.0.1:" + registryPort);
    List<V> values = new TopicScan(config).values(topic);
    Set<String> ids = new HashSet<>();
    values.forEach(value -> ids.add(id.apply(value)));
    int records = values.size();
    int missing = devices * minutes - ids.size();
    System.out.printf(
        "%s: %d records, %d missing, %d written again%n",
        topic.name(), records, missing, records - ids.size());
    return missing == 0 && records == ids.size();
  }

  @Override
  public void close() {
    gateway.close();
    broker.close();
  }
}
