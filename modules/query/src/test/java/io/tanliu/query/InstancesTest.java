// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import static io.tanliu.query.Records.amount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tanliu.avro.AlertState;
import io.tanliu.avro.EntityWindow;
import io.tanliu.domain.time.Granularity;
import io.tanliu.embedded.EmbeddedCluster;
import io.tanliu.query.QueryHealth.Status;
import io.tanliu.wire.EntityPartitioner;
import io.tanliu.wire.Topics;
import io.tanliu.wire.ValueSerdes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstancesTest {
  private static final int UNITS = 24;
  private static final String ZONE = "Asia/Shanghai";

  @TempDir Path dir;

  @Test
  void shouldAnswerForEveryEntityFromEveryInstanceAndAfterOneHasGone() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.start(dir.resolve("cluster"), 4);
        Records records = new Records(cluster)) {
      for (int i = 0; i < UNITS; i++) {
        records.unit("U-" + i, "360102", ZONE);
        window(records, "U-" + i, 1_000L * i);
      }
      records.flush();
      aborted(cluster);
      QueryServer one = QueryServer.start(cluster, "two", dir.resolve("one"));
      QueryServer two = QueryServer.start(cluster, "two", dir.resolve("two"));
      try {
        await()
            .atMost(Duration.ofSeconds(40))
            .ignoreExceptions()
            .untilAsserted(() -> assertThat(spread(one, two)).isEqualTo(2));
        for (QueryServer server : List.of(one, two)) {
          await()
              .atMost(Duration.ofSeconds(20))
              .untilAsserted(
                  () ->
                      assertThat(IntStream.range(0, UNITS).mapToObj(i -> value(server, "U-" + i)))
                          .containsExactlyElementsOf(
                              IntStream.range(0, UNITS).mapToObj(Integer::toString).toList()));
          assertThat(server.json("/api/v1/overview?region=360102&month=2025-03").get("rows"))
              .filteredOn(row -> row.at("/month/value").isNumber())
              .hasSize(UNITS);
        }
        int port = one.port();
        one.close();
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(
                () ->
                    assertThat(IntStream.range(0, UNITS).mapToObj(i -> value(two, "U-" + i)))
                        .containsExactlyElementsOf(
                            IntStream.range(0, UNITS).mapToObj(Integer::toString).toList()));
        try (QueryServer again = QueryServer.start(cluster, "two", dir.resolve("one"), port)) {
          again.awaitUp();
          window(records, "U-3", 77_000L);
          records.alert("budget-breach|U-3|T", "U-3", 1, AlertState.FIRING, 1);
          records.flush();
          await()
              .atMost(Duration.ofSeconds(30))
              .untilAsserted(
                  () -> {
                    assertThat(value(again, "U-3")).isEqualTo("77");
                    assertThat(value(two, "U-3")).isEqualTo("77");
                    assertThat(again.json("/api/v1/alerts").get("total").asInt()).isEqualTo(1);
                  });
        }
      } finally {
        one.close();
        two.close();
      }
    }
  }

  @Test
  void shouldBeRedWithTheCauseWhenTheClusterCannotBeReached() {
    Map<String, Object> kafka =
        Map.of(
            "bootstrap.servers", "127.0.0.1:1",
            "schema.registry.url", "http://127.0.0.1:1");
    try (QueryServer server = new QueryServer(QuerySettings.defaults(dir), kafka)) {
      await()
          .atMost(Duration.ofSeconds(15))
          .until(() -> server.query.health().details().containsKey("cause"));
      assertThat(server.query.health().status()).isEqualTo(Status.DOWN);
      assertThat(server.query.health().details().get("cause"))
          .contains("127.0.0.1:1")
          .contains("does not answer");
      var response = server.get("/api/v1/alerts");
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.headers().firstValue("Retry-After")).contains("1");
      assertThat(response.body()).contains("NOT_STARTED", "does not answer");
      assertThat(server.get("/").statusCode()).isEqualTo(200);
    }
  }

  /** What an aborted transaction wrote: it must never be seen. */
  private static void aborted(EmbeddedCluster cluster) {
    Map<String, Object> config = new HashMap<>(cluster.clientConfig());
    config.put("partitioner.class", EntityPartitioner.class.getName());
    config.put("transactional.id", "aborted");
    try (KafkaProducer<String, EntityWindow> producer =
        new KafkaProducer<>(
            config, new StringSerializer(), ValueSerdes.serializer(Topics.METRIC_ENERGY, config))) {
      producer.initTransactions();
      producer.beginTransaction();
      for (int i = 0; i < UNITS; i++) {
        EntityWindow window =
            new EntityWindow(
                "U-" + i,
                "1M",
                Instant.parse("2025-02-28T16:00:00Z"),
                Instant.parse("2025-03-31T16:00:00Z"),
                ZONE,
                Instant.EPOCH,
                9L,
                true,
                "reading",
                Map.of("tce", amount(666L, "gce", 1.0)));
        producer.send(
            new ProducerRecord<>(
                Topics.METRIC_ENERGY.name(), "U-" + i + "|1M|2025-02-28T16:00:00Z", window));
      }
      producer.flush();
      producer.abortTransaction();
    }
  }

  private static void window(Records records, String unit, long milliTce) {
    records.window(
        Topics.METRIC_ENERGY,
        unit,
        Granularity.MONTH,
        "2025-03-01",
        ZONE,
        Map.of("tce", amount(milliTce * 1_000, "gce", 1.0)));
  }

  /** Number of instances that hold something. */
  private static long spread(QueryServer one, QueryServer two) {
    return List.of(one, two).stream()
        .filter(server -> server.query.health().status() == Status.UP)
        .filter(server -> !"0".equals(server.query.health().details().get("partitions")))
        .count();
  }

  private static String value(QueryServer server, String unit) {
    return server
        .json("/api/v1/entities/" + unit + "/windows?granularity=1M&from=2025-03&to=2025-04")
        .at("/windows/0/value")
        .asText();
  }
}
