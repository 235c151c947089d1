// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static io.tanliu.query.Records.amount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanliu.domain.time.Granularity;
import io.tanliu.embedded.EmbeddedCluster;
import io.tanliu.wire.Topics;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An instance is killed; what it kept is answered by the one that has a copy. */
class InstanceKilledTest {
  private static final Logger LOG = LoggerFactory.getLogger(InstanceKilledTest.class);
  private static final String APPLICATION = "killed";
  private static final int UNITS = 24;
  private static final Duration LONG = Duration.ofSeconds(120);

  @TempDir Path dir;

  @Test
  void shouldAnswerForEveryEntityWhileTheInstanceThatKeptItIsDeadAndAfterItsPartitionsMoved()
      throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.start(dir.resolve("cluster"), 4);
        Records records = new Records(cluster)) {
      copies(cluster);
      for (int i = 0; i < UNITS; i++) {
        records.unit("U-" + i, "360102", "Asia/Shanghai");
        window(records, i, 1_000L * i);
      }
      records.flush();
      Map<String, Object> kafka = new HashMap<>(cluster.clientConfig());
      // A copy follows as far as the keeper has committed.
      kafka.put("commit.interval.ms", "200");
      try (QueryServer stays =
          new QueryServer(QueryServer.settings(APPLICATION, dir.resolve("stays")), kafka)) {
        QueryProcess dies = QueryProcess.start(kafka, APPLICATION, dir.resolve("dies"));
        try {
          await().atMost(LONG).untilAsserted(() -> assertSpreadAndCopied(stays));
        } finally {
          dies.close();
        }
        long killed = System.nanoTime();
        Set<String> sources = new TreeSet<>();
        for (int i = 0; i < UNITS; i++) {
          HttpResponse<String> answer = stays.get(path(i));
          assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
          JsonNode body = QueryServer.parse(answer.body());
          assertThat(body.at("/windows/0/value").asText()).isEqualTo(Integer.toString(i));
          String source = body.at("/freshness/source").asText();
          assertThat(body.at("/freshness/stale").asBoolean()).isEqualTo(source.equals("standby"));
          assertThat(body.at("/freshness/behind").isIntegralNumber()).isTrue();
          assertThat(body.at("/freshness/asOf").asText()).isEqualTo("2025-03-31T16:00:00Z");
          sources.add(source);
        }
        LOG.info("all answered {} ms after the kill", (System.nanoTime() - killed) / 1_000_000);
        assertThat(sources).containsExactlyInAnyOrder("keeper", "standby");
        assertThat(stays.get("/api/v1/overview?region=360102&month=2025-03").statusCode())
            .isEqualTo(200);
        follow(stays, records, killed);
      }
    }
  }

  /** Until the partitions have moved, the copies stand still; nothing is ever unanswered. */
  private static void follow(QueryServer stays, Records records, long killed) {
    for (int i = 0; i < UNITS; i++) {
      window(records, i, 1_000L * (i + 100));
    }
    records.flush();
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(IntStream.range(0, UNITS).mapToObj(i -> stays.json(path(i))))
                    .as("what a copy has not read is said")
                    .anyMatch(
                        answer ->
                            answer.at("/freshness/source").asText().equals("standby")
                                && answer.at("/freshness/behind").asInt() > 0));
    int[] asked = {0, 0};
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              HttpResponse<String> answer = stays.get(path(asked[0] % UNITS));
              asked[0]++;
              asked[1] += answer.statusCode() == 200 ? 0 : 1;
              return asked[0] > UNITS && fresh(stays) == UNITS;
            });
    LOG.info(
        "partitions moved {} ms after the kill; {} of {} questions were refused meanwhile",
        (System.nanoTime() - killed) / 1_000_000,
        asked[1],
        asked[0]);
    for (int i = 0; i < UNITS; i++) {
      assertThat(stays.json(path(i)).at("/windows/0/value").asInt()).isEqualTo(i + 100);
    }
  }

  /** Units of which the instance itself keeps the newest. */
  private static long fresh(QueryServer server) {
    long kept = 0;
    for (int i = 0; i < UNITS; i++) {
      JsonNode answer = server.json(path(i));
      boolean newest = answer.at("/windows/0/value").asInt() == i + 100;
      kept += newest && answer.at("/freshness/source").asText().equals("keeper") ? 1 : 0;
    }
    return kept;
  }

  private static void assertSpreadAndCopied(QueryServer server) throws Exception {
    assertThat(server.query.health().details().get("copies"))
        .as("tasks of the other instance that it keeps warm")
        .isNotNull()
        .isNotEqualTo("0");
    for (int i = 0; i < UNITS; i++) {
      JsonNode answer = server.json(path(i));
      assertThat(answer.at("/windows/0/value").asText()).isEqualTo(Integer.toString(i));
      assertThat(answer.at("/freshness/source").asText()).isEqualTo("keeper");
      assertThat(own(server, i)).as("what it answers of U-" + i + " alone").isEqualTo(200);
    }
  }

  /** Asks it as another instance would, for what it keeps or has a copy of. */
  private static int own(QueryServer server, int unit) throws Exception {
    String key = "U-" + unit + "|1M|2025-02-28T16:00:00Z";
    byte[] scan = ScanCodec.request(List.of(WindowScan.exactly(QueryTopology.ENERGY, key)));
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(server.uri(RemoteWindows.PATH + "?copies=true"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(scan))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static void copies(EmbeddedCluster cluster) throws Exception {
    ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, APPLICATION);
    List<AlterConfigOp> settings =
        Stream.of(
                new ConfigEntry("streams.num.standby.replicas", "1"),
                // Long enough to look at what is answered before the partitions move.
                new ConfigEntry("streams.session.timeout.ms", "15000"))
            .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
            .toList();
    try (Admin admin = Admin.create(new HashMap<>(cluster.clientConfig()))) {
      admin.incrementalAlterConfigs(Map.of(group, settings)).all().get();
    }
  }

  private static void window(Records records, int unit, long milliTce) {
    records.window(
        Topics.METRIC_ENERGY,
        "U-" + unit,
        Granularity.MONTH,
        "2025-03-01",
        "Asia/Shanghai",
        Map.of("tce", amount(milliTce * 1_000, "gce", 1.0)));
  }

  private static String path(int unit) {
    return "/api/v1/entities/U-" + unit + "/windows?granularity=1M&from=2025-03&to=2025-04";
  }
}
