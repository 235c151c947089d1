// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static io.tanliu.query.Records.amount;
import static org.awaitility.Awaitility.await;

import io.tanliu.avro.AlertState;
import io.tanliu.domain.convert.DatedFactor;
import io.tanliu.domain.time.Granularity;
import io.tanliu.embedded.EmbeddedCluster;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A query part over a year of a steel works and a month of a province. */
final class Example implements AutoCloseable {
  static final String SEOUL = "+09:00";

  private static final String CHINA = "Asia/Shanghai";

  private final Path dir;
  private final EmbeddedCluster cluster;
  private final Records records;
  private final QueryServer server;

  Example() throws IOException {
    dir = Files.createTempDirectory("query-test");
    cluster = EmbeddedCluster.start(dir.resolve("cluster"), 4);
    records = new Records(cluster);
    steel();
    province();
    records.flush();
    server = QueryServer.start(cluster, "query-test", dir.resolve("state")).awaitUp();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                server
                    .json("/api/v1/entities/STEEL-01/windows?granularity=1Y&quantity=electricity")
                    .at("/windows/0")
                    .isObject());
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> server.metrics.get("tanliu.query.materialised").counter().count() >= 1200 + 18);
  }

  /** Adds to what there is; each test uses subjects of its own. */
  Records records() {
    return records;
  }

  QueryServer server() {
    return server;
  }

  private void steel() {
    records.unit("STEEL-01", "360100", SEOUL);
    records.unit("QUIET-01", "360102", CHINA);
    records.target("STEEL-01", "STEEL-01-2018", "electricity", "2018", 900_000_000L);
    records.factor(
        new DatedFactor(
            "co2e",
            "electricity",
            "360000",
            2024,
            DatedFactor.OPEN,
            new BigDecimal("0.5123"),
            "测试",
            "A",
            true));
    for (int month = 1; month <= 12; month++) {
      String date = "2018-%02d-01".formatted(month);
      records.window(
          Topics.METRIC_ENERGY,
          "STEEL-01",
          Granularity.MONTH,
          date,
          SEOUL,
          month == 7
              ? Map.of("tce", amount(month, "gce", 1.0))
              : Map.of(
                  "electricity", amount(126_238_290L + month, "Wh", 1.0),
                  "tce", amount(month, "gce", 1.0)));
    }
    for (int day = 1; day <= 3; day++) {
      records.quality("STEEL-01", "2018-03-0" + day, SEOUL, 90 + day);
    }
    records.quality("STEEL-011", "2018-03-09", SEOUL, 1);
    records.screening("STEEL-01", "T124", "6000.5");
    records.screening("STEEL-01", "T125", "6000.5");
    records.screening("STEEL-011", "T124", "9");
    records.utilisation("STEEL-01");
    records.hotspot("360100");
    records.code("STEEL-01");
    records.energyReport("STEEL-01", "2018-03", "132550", "kWh");
    records.account("total", "", 12);
    records.account("gateway", "north", 12);
    records.account("unit", "STEEL-01", 12);
    // Neighbours in the order of keys that must not be mixed in.
    records.window(
        Topics.METRIC_ENERGY,
        "STEEL-01",
        Granularity.YEAR,
        "2018-01-01",
        SEOUL,
        Map.of("electricity", amount(959_636_710L, "Wh", 1.0)));
    records.window(
        Topics.METRIC_ENERGY,
        "STEEL-011",
        Granularity.MONTH,
        "2018-01-01",
        SEOUL,
        Map.of("electricity", amount(1, "Wh", 1.0)));
    long first = Instant.parse("2018-01-01T00:00:00Z").toEpochMilli();
    for (int i = 0; i < 1200; i++) {
      records.window(
          Topics.METRIC_ENERGY,
          "STEEL-01",
          Granularity.QUARTER_HOUR,
          first + i * Granularity.BASE,
          SEOUL,
          Map.of("co2e", amount(1_000_000_000_000_000_001L, "gCO2e", 0.5)));
    }
    records.alert("budget-breach|STEEL-01|T0", "STEEL-01", 1, AlertState.RESOLVED, 1);
    records.alert("budget-breach|STEEL-01|T1", "STEEL-01", 1, AlertState.FIRING, 900_157_180L);
  }

  private void province() {
    for (String region : List.of("360000", "360100", "360200", "360300")) {
      long used = region.equals("360200") ? 120_000_000L : 90_000_000L;
      double coverage = region.equals("360300") ? 0.5 : 0.97;
      records.window(
          Topics.METRIC_ENERGY,
          region,
          Granularity.MONTH,
          "2025-03-01",
          CHINA,
          Map.of("tce", amount(used, "gce", coverage)));
    }
    for (String region : List.of("360100", "360200", "360300")) {
      records.target(region, region + "-2025-03", "tce", "2025-03", 100_000_000L);
    }
  }

  @Override
  public void close() throws IOException {
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
