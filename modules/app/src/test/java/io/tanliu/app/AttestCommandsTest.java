// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tanliu.avro.MeterReading;
import io.tanliu.avro.ReadingFrame;
import io.tanliu.embedded.EmbeddedCluster;
import io.tanliu.reference.Seeds;
import io.tanliu.topology.LedgerSettings;
import io.tanliu.wire.EntityPartitioner;
import io.tanliu.wire.TopicScan;
import io.tanliu.wire.Topics;
import io.tanliu.wire.ValueSerdes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sender makes a key, is registered, pushes a file, and what stands in the log is proven. */
class AttestCommandsTest {
  private static final Duration LONG = Duration.ofSeconds(120);

  @TempDir Path dir;

  @Test
  void shouldProveWhatWasPushedAndNameTheFrameThatSomebodyAdded() throws IOException {
    try (EmbeddedCluster cluster = EmbeddedCluster.start(dir.resolve("kafka"), 1);
        Platform platform = platform(cluster)) {
      platform.start();
      await().atMost(LONG).until(platform::up);
      String url = "http://127.0.0.1:" + platform.port();
      Path register = dir.resolve("register.yaml");
      Files.writeString(
          register,
          """
          units:
            - id: S-1
              region: "360100"
              industry: "3120"
              zone: "+08:00"
              points:
                - {id: E1, energy: electricity, measure: INTERVAL, unit: kWh, interval: 15m}
          """);
      assertThat(Ran.tanliu("apply", "-f", register.toString(), "--url", url).code()).isZero();
      Path key = dir.resolve("s.key");
      Ran made = Ran.tanliu("attest", "keygen", "--sender", "S-1", "--out", key.toString());
      assertThat(made.code()).as(made.err()).isZero();
      assertThat(Ran.tanliu("attest", "keygen", "--sender", "S-1", "--out", key.toString()).code())
          .as("a key is never overwritten")
          .isEqualTo(1);
      Ran registered =
          Ran.on(
              cluster,
              "attest",
              "register",
              "--sender",
              "S-1",
              "--unit",
              "S-1",
              "--required",
              "--public-key",
              made.out().strip());
      assertThat(registered.out()).as(registered.err()).contains("sealed batches only");
      Path file = dir.resolve("day.csv");
      Files.writeString(
          file,
          "time,value\n2024-06-01T00:00:00+08:00,1.25\n2024-06-01T00:15:00+08:00,2\n"
              + "2024-06-01T00:30:00+08:00,x\n2024-06-01T00:45:00+08:00,4\n");
      String[] push = {
        "push",
        "--url",
        url,
        "--unit",
        "S-1",
        "--point",
        "E1",
        "--file",
        file.toString(),
        "--batch",
        "2",
        "--no-resume"
      };
      await().atMost(LONG).until(() -> Ran.tanliu(push).err().contains("SEAL_REQUIRED"));
      List<String> sealed = new ArrayList<>(List.of(push));
      sealed.addAll(List.of("--sign-key", key.toString()));
      Ran pushed = Ran.tanliu(sealed.toArray(String[]::new));
      assertThat(pushed.out()).as(pushed.err()).contains("3 accepted, 1 rejected");

      Ran proven = Ran.on(cluster, "attest", "verify", "--unit", "S-1");
      assertThat(proven.out()).as(proven.err()).contains("batches 1 to 2, 2 in all, 3 reading(s)");
      assertThat(proven.out()).endsWith("unaltered\n");
      Path anchor = dir.resolve("anchor.json");
      assertThat(Ran.on(cluster, "attest", "anchor", "--out", anchor.toString()).code()).isZero();
      String[] anchored = {"attest", "verify", "--anchor", anchor.toString()};
      assertThat(Ran.on(cluster, anchored).code()).isZero();

      ReadingFrame frame = frames(cluster).get(1);
      MeterReading reading = frame.getReadings().get(0);
      publish(
          cluster,
          ReadingFrame.newBuilder(frame)
              .setReadings(List.of(new MeterReading(reading.getPoint(), reading.getTime(), 1L, 0)))
              .build());
      publish(cluster, ReadingFrame.newBuilder(frame).setFrameId("another").build());
      Ran broken = Ran.on(cluster, anchored);
      assertThat(broken.code()).isEqualTo(1);
      assertThat(broken.out())
          .contains("S-1: first break at batch 2 (tanliu.reading.frame-0 offset")
          .contains("is not what was sealed")
          .contains("in no sealed batch: S-1 another")
          .endsWith("ALTERED\n");
      Files.writeString(anchor, Files.readString(anchor).replace("\"seq\" : 2", "\"seq\" : 3"));
      assertThat(Ran.on(cluster, anchored).err()).contains("was altered");
    }
  }

  private static List<ReadingFrame> frames(EmbeddedCluster cluster) {
    return new TopicScan(cluster.clientConfig()).values(Topics.READING_FRAME);
  }

  private static void publish(EmbeddedCluster cluster, ReadingFrame frame) {
    Map<String, Object> config = new HashMap<>(cluster.clientConfig());
    config.put("partitioner.class", EntityPartitioner.class);
    try (KafkaProducer<String, ReadingFrame> producer =
        new KafkaProducer<>(
            config,
            new StringSerializer(),
            ValueSerdes.serializer(Topics.READING_FRAME, cluster.clientConfig()))) {
      producer.send(
          new ProducerRecord<>(
              Topics.READING_FRAME.name(),
              null,
              Instant.now().toEpochMilli(),
              frame.getUnit(),
              frame));
    }
  }

  private Platform platform(EmbeddedCluster cluster) throws IOException {
    Map<String, Object> clients = new HashMap<>(cluster.clientConfig());
    clients.put("access", "open");
    return new Platform(
        new PlatformSettings(
            Set.of(Role.GATEWAY),
            "127.0.0.1",
            0,
            Optional.empty(),
            clients,
            dir.resolve("state"),
            1,
            LedgerSettings.DEFAULT),
        Seeds.load());
  }
}
