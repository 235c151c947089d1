// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.avro.ReadingFrame;
import io.tanliu.wire.TopicScan;
import io.tanliu.wire.Topics;
import io.tanliu.wire.ValueSerdes;
import io.tanliu.wire.registry.HttpRegistryClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashRestartTest {
  private static final int RECORDS = 2_000;

  @TempDir Path dir;

  @Test
  void shouldKeepAcknowledgedRecordsAndSchemasWhenKilled() throws Exception {
    Process process = start();
    int id;
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      Map<String, Object> config = clientConfig(out);
      sendAll(config);
      id = latestId(config);
    } finally {
      process.destroyForcibly().waitFor();
    }
    try (EmbeddedCluster cluster = EmbeddedCluster.start(dir, 4)) {
      assertThat(latestId(cluster.clientConfig())).isEqualTo(id);
      assertThat(count(cluster.clientConfig())).isEqualTo(RECORDS);
      sendAll(cluster.clientConfig());
      assertThat(count(cluster.clientConfig())).isEqualTo(2 * RECORDS);
    }
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            ClusterProcess.class.getName(),
            dir.toString(),
            "4")
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static Map<String, Object> clientConfig(BufferedReader out) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("READY ")) {
        String[] parts = line.split(" ");
        return Map.of("bootstrap.servers", parts[1], "schema.registry.url", parts[2]);
      }
    }
    throw new AssertionError("The cluster's process ended before it was ready");
  }

  private static void sendAll(Map<String, Object> config) {
    Map<String, Object> producerConfig = new HashMap<>(config);
    producerConfig.put("acks", "all");
    try (KafkaProducer<String, ReadingFrame> producer =
        new KafkaProducer<>(
            producerConfig,
            new StringSerializer(),
            ValueSerdes.serializer(Topics.READING_FRAME, config))) {
      for (int i = 0; i < RECORDS; i++) {
        producer.send(
            new ProducerRecord<>(Topics.READING_FRAME.name(), "U" + i % 7, Samples.frame()));
      }
      producer.flush();
    }
  }

  private static int latestId(Map<String, Object> config) {
    return HttpRegistryClient.of(config).getLatest(Topics.READING_FRAME.valueSubject()).id();
  }

  private static int count(Map<String, Object> config) {
    return new TopicScan(config).all(Topics.READING_FRAME).size();
  }
}
