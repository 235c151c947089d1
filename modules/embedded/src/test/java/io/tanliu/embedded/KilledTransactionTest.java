// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.wire.Topics;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker dies while many transactions are on their way between decision and markers. */
class KilledTransactionTest {
  private static final int PRODUCERS = 4;
  private static final int PARTITIONS = 8;
  private static final int COMMITS = 100;
  private static final int TRANSACTION_TIMEOUT_MILLIS = 3_000;
  private static final List<TopicPartition> WRITTEN = written();

  @TempDir Path dir;

  @Test
  void shouldLeaveNoTransactionHangingWhenKilled() throws Exception {
    killWhileCommitting();
    try (EmbeddedCluster cluster = EmbeddedCluster.start(dir, PARTITIONS);
        Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrap()))) {
      // Those that were not decided are given up after their timeout; the others are finished.
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(ends(admin, IsolationLevel.READ_COMMITTED))
                      .isEqualTo(ends(admin, IsolationLevel.READ_UNCOMMITTED)));
    }
  }

  private void killWhileCommitting() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                ClusterProcess.class.getName(),
                dir.toString(),
                Integer.toString(PARTITIONS))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<Thread> threads = new ArrayList<>();
    List<KafkaProducer<String, String>> producers = new ArrayList<>();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String bootstrap = bootstrap(out);
      AtomicInteger commits = new AtomicInteger();
      for (int i = 0; i < PRODUCERS; i++) {
        KafkaProducer<String, String> producer = producer(bootstrap, "writer-" + i);
        producers.add(producer);
        Thread thread = new Thread(() -> commitUntilKilled(producer, commits));
        thread.start();
        threads.add(thread);
      }
      Awaitility.await()
          .pollInterval(Duration.ofMillis(1))
          .atMost(Duration.ofSeconds(60))
          .until(() -> commits.get() >= COMMITS);
    } finally {
      process.destroyForcibly().waitFor();
      producers.forEach(producer -> producer.close(Duration.ZERO));
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  private static void commitUntilKilled(
      KafkaProducer<String, String> producer, AtomicInteger commits) {
    try {
      producer.initTransactions();
      while (true) {
        producer.beginTransaction();
        WRITTEN.forEach(
            partition ->
                producer.send(
                    new ProducerRecord<>(partition.topic(), partition.partition(), "k", "v")));
        producer.commitTransaction();
        commits.incrementAndGet();
      }
    } catch (KafkaException | IllegalStateException e) {
      // The broker was killed and the producer closed; that is how this ends.
    }
  }

  private static KafkaProducer<String, String> producer(String bootstrap, String id) {
    Map<String, Object> config = new HashMap<>();
    config.put("bootstrap.servers", bootstrap);
    config.put("transactional.id", id);
    config.put("transaction.timeout.ms", TRANSACTION_TIMEOUT_MILLIS);
    return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
  }

  private static String bootstrap(BufferedReader out) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("READY ")) {
        return line.split(" ")[1];
      }
    }
    throw new AssertionError("The cluster's process ended before it was ready");
  }

  private static List<TopicPartition> written() {
    List<TopicPartition> partitions = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      partitions.add(new TopicPartition(Topics.ALERT_EVENT.name(), partition));
      partitions.add(new TopicPartition(Topics.METRIC_ENERGY.name(), partition));
    }
    return partitions;
  }

  private static Map<TopicPartition, Long> ends(Admin admin, IsolationLevel level)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    WRITTEN.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(latest, new ListOffsetsOptions(level))
        .all()
        .get()
        .forEach((partition, result) -> ends.put(partition, result.offset()));
    return ends;
  }
}
