// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import io.tanliu.avro.AlertChange;
import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertLevel;
import io.tanliu.avro.AlertSeverity;
import io.tanliu.avro.AlertState;
import io.tanliu.embedded.EmbeddedCluster;
import io.tanliu.testkit.Chromium;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * The page over a small province of ten days in June 2025: a real broker, what the topologies would
 * have written, a query part that can be stopped and started on its port, and a browser.
 */
final class PageRig implements AutoCloseable {
  /** Of everything that is waited for on a loaded machine. */
  static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Path dir;
  private final EmbeddedCluster cluster;
  private final Records records;
  private final Chromium chromium;
  private int starts;
  private QueryServer server;

  PageRig() throws IOException {
    chromium = Chromium.open();
    dir = Files.createTempDirectory("page-test");
    cluster = EmbeddedCluster.start(dir.resolve("cluster"), 2);
    records = new Records(cluster);
    RecordFile.send("/page-records.json", records);
    PageWindows.send(records);
    records.flush();
    server = start(0);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                server.json("/api/v1/overview").path("month").asText().equals("2025-06")
                    && server.json("/api/v1/lamps?entity=STEEL-01").path("total").asInt() == 1
                    && server.json("/api/v1/deliveries").path("total").asInt() == 2
                    && server.json("/api/v1/stations").path("total").asInt() == 2);
  }

  private QueryServer start(int port) {
    QuerySettings settings = QuerySettings.defaults(dir.resolve("state-" + starts++));
    return new QueryServer(settings, new HashMap<>(cluster.clientConfig()), port).awaitUp();
  }

  /** Stops the server, lets something happen, and starts another on the same port. */
  void restart(Runnable meanwhile) {
    int port = server.port();
    server.close();
    try {
      meanwhile.run();
    } finally {
      server = start(port);
    }
  }

  QueryServer server() {
    return server;
  }

  Records records() {
    return records;
  }

  String url() {
    return "http://127.0.0.1:" + server.port();
  }

  /** Somebody looks at the page. */
  Visit visit(String language, ColorScheme scheme) {
    return visit(language, scheme, "");
  }

  /** Somebody looks at the page; a script of the test looks on from the beginning. */
  Visit visit(String language, ColorScheme scheme, String script) {
    return new Visit(
        chromium.page(
            new Browser.NewContextOptions()
                .setColorScheme(scheme)
                .setViewportSize(1366, 768)
                .setAcceptDownloads(true)),
        url(),
        language,
        script);
  }

  /** An alert that fires, as far as nothing else is said. */
  static AlertEvent.Builder alert(String rule, String entity, String subject) {
    Instant since = Instant.parse("2025-06-10T09:00:00Z");
    return AlertEvent.newBuilder()
        .setAlertId(rule + "|" + entity + "|" + subject)
        .setSequence(1)
        .setRule(rule)
        .setEntity(entity)
        .setSubject(subject)
        .setQuantity("tce")
        .setPeriod("2025")
        .setState(AlertState.FIRING)
        .setChange(AlertChange.FIRED)
        .setSeverity(AlertSeverity.CRITICAL)
        .setLevel(AlertLevel.CRITICAL)
        .setReason("breached")
        .setAt(Instant.parse("2025-06-10T10:00:00Z"))
        .setDecidedAt(Instant.parse("2025-06-10T10:00:01Z"))
        .setSince(since)
        .setEpisode(1)
        .setEpisodeStart(since)
        .setCrossedAt(since)
        .setMeasured("52000000000")
        .setLimit("50000000000")
        .setSchedule("44000000000")
        .setUnit("gce")
        .setCoverage(0.97)
        .setRevision(4L)
        .setZone(PageWindows.ZONE)
        .setSource("测试文件 第三条");
  }

  /** Waits until the server has that state of the lamps of an entity for energy in total. */
  void awaitLamp(String entity, String level) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                server
                    .json("/api/v1/lamps?entity=" + entity)
                    .at("/lamps/0/energyTotal/code")
                    .asText()
                    .equals(level));
  }

  /** Writes changes of alerts as the life of alerts would. */
  void send(List<AlertEvent> changes) {
    changes.forEach(
        change -> {
          records.send(Topics.ALERT_STATE, change.getAlertId(), change);
          records.send(Topics.ALERT_EVENT, change.getEntity(), change);
        });
    records.flush();
  }

  void send(AlertEvent... changes) {
    send(List.of(changes));
  }

  /** Ends alerts, so that the next test begins without them. */
  void resolve(List<AlertEvent> alerts) {
    List<AlertEvent> ends = new ArrayList<>();
    alerts.forEach(
        each ->
            ends.add(
                AlertEvent.newBuilder(each)
                    .setSequence(each.getSequence() + 100)
                    .setState(AlertState.RESOLVED)
                    .setChange(AlertChange.RESOLVED)
                    .setLevel(AlertLevel.NONE)
                    .build()));
    send(ends);
    awaitOpen(0);
  }

  /** Waits until so many alerts are open. */
  void awaitOpen(int count) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> server.json("/api/v1/alerts?state=open&limit=1").path("total").asInt() == count);
  }

  @Override
  public void close() throws IOException {
    chromium.close();
    server.close();
    records.close();
    cluster.close();
    try (Stream<Path> files = Files.walk(dir)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
