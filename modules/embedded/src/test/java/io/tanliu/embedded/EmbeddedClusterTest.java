// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tanliu.avro.RegionDefinition;
import io.tanliu.domain.unit.Region;
import io.tanliu.wire.EntityPartitioner;
import io.tanliu.wire.RegionMapping;
import io.tanliu.wire.TopicScan;
import io.tanliu.wire.Topics;
import io.tanliu.wire.ValueSerdes;
import io.tanliu.wire.registry.HttpRegistryClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedClusterTest {
  private static final Region NANCHANG =
      new Region("360100", "南昌市", "Nanchang", Optional.of("360000"), "prefecture");

  @TempDir Path dir;

  @Test
  void shouldKeepRecordsAndSchemaIdsAcrossRestart() throws Exception {
    int id;
    String subject = Topics.REF_REGION.valueSubject();
    try (EmbeddedCluster cluster = EmbeddedCluster.start(dir, 2)) {
      send(cluster, NANCHANG);
      HttpRegistryClient.of(cluster.clientConfig())
          .register(Topics.ALERT_EVENT.valueSubject(), io.tanliu.avro.AlertEvent.SCHEMA$);
      id = HttpRegistryClient.of(cluster.clientConfig()).getLatest(subject).id();
    }
    try (EmbeddedCluster cluster = EmbeddedCluster.start(dir, 2)) {
      ConsumerRecord<String, RegionDefinition> record = readOne(cluster);
      assertThat(RegionMapping.fromAvro(record.value())).isEqualTo(NANCHANG);
      assertThat(record.partition()).isEqualTo(EntityPartitioner.partition("360100", 2));
      HttpRegistryClient registry = HttpRegistryClient.of(cluster.clientConfig());
      assertThat(registry.getLatest(subject).id()).isEqualTo(id);
      assertThat(registry.subjects())
          .containsExactlyInAnyOrder(subject, Topics.ALERT_EVENT.valueSubject());
      assertThat(registry.register(subject, RegionDefinition.SCHEMA$)).isEqualTo(id);
    }
  }

  @Test
  void shouldRunTwoClustersBesideEachOther() {
    try (EmbeddedCluster one = EmbeddedCluster.start(dir.resolve("one"), 1);
        EmbeddedCluster two = EmbeddedCluster.start(dir.resolve("two"), 3)) {
      assertThat(one.bootstrap()).isNotEqualTo(two.bootstrap());
      assertThat(one.registryUrl()).isNotEqualTo(two.registryUrl());
    }
  }

  @Test
  void shouldRefuseAnotherNumberOfPartitionsThanTheTopicsHave() {
    EmbeddedCluster.start(dir, 2).close();
    assertThatThrownBy(() -> EmbeddedCluster.start(dir, 3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("expected: 3")
        .hasMessageContaining("tanliu.reading.frame has 2");
  }

  @Test
  void shouldScanWhatIsDecidedAndWaitForNothingElse() {
    try (EmbeddedCluster cluster = EmbeddedCluster.start(dir, 1);
        KafkaProducer<String, String> one = transactional(cluster, "one");
        KafkaProducer<String, String> other = transactional(cluster, "other")) {
      assertThat(scanned(cluster)).isEmpty();
      say(one, "kept");
      one.commitTransaction();
      say(one, "aborted");
      one.abortTransaction();
      // Markers are written behind the answers, so the ends come a moment later.
      await().untilAsserted(() -> assertThat(scanned(cluster)).containsExactly("kept"));

      say(other, "undecided");
      say(one, "behind it");
      one.commitTransaction();
      assertThat(scanned(cluster)).containsExactly("kept");

      other.abortTransaction();
      await()
          .untilAsserted(() -> assertThat(scanned(cluster)).containsExactly("kept", "behind it"));
    }
  }

  private static List<String> scanned(EmbeddedCluster cluster) {
    List<String> values = new ArrayList<>();
    new TopicScan(cluster.clientConfig())
        .all(
            Topics.DEAD_LETTER.name(),
            record -> values.add(new String(record.value(), StandardCharsets.UTF_8)));
    return values;
  }

  private static void say(KafkaProducer<String, String> producer, String value) {
    producer.beginTransaction();
    var sent = producer.send(new ProducerRecord<>(Topics.DEAD_LETTER.name(), "key", value));
    producer.flush();
    assertThat(sent).isDone();
  }

  private static KafkaProducer<String, String> transactional(EmbeddedCluster cluster, String id) {
    Map<String, Object> config = new HashMap<>(cluster.clientConfig());
    config.put("transactional.id", id);
    KafkaProducer<String, String> producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
    producer.initTransactions();
    return producer;
  }

  private static void send(EmbeddedCluster cluster, Region region) throws Exception {
    Map<String, Object> config = new HashMap<>(cluster.clientConfig());
    config.put("partitioner.class", EntityPartitioner.class.getName());
    try (KafkaProducer<String, RegionDefinition> producer =
        new KafkaProducer<>(
            config,
            new StringSerializer(),
            ValueSerdes.serializer(Topics.REF_REGION, cluster.clientConfig()))) {
      producer
          .send(
              new ProducerRecord<>(
                  Topics.REF_REGION.name(), region.code(), RegionMapping.toAvro(region)))
          .get();
    }
  }

  private static ConsumerRecord<String, RegionDefinition> readOne(EmbeddedCluster cluster) {
    Map<String, Object> config = new HashMap<>(cluster.clientConfig());
    config.put("group.id", "test");
    config.put("auto.offset.reset", "earliest");
    try (KafkaConsumer<String, RegionDefinition> consumer =
        new KafkaConsumer<>(
            config,
            new StringDeserializer(),
            ValueSerdes.deserializer(Topics.REF_REGION, cluster.clientConfig()))) {
      consumer.subscribe(List.of(Topics.REF_REGION.name()));
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (System.nanoTime() < deadline) {
        for (ConsumerRecord<String, RegionDefinition> record :
            consumer.poll(Duration.ofMillis(200))) {
          return record;
        }
      }
      throw new AssertionError("No record within 30 s");
    }
  }
}
