// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertNotice;
import io.tanliu.domain.notice.NoticeSettings;
import io.tanliu.embedded.EmbeddedCluster;
import io.tanliu.topology.notice.NoticeTopology;
import io.tanliu.wire.EntityPartitioner;
import io.tanliu.wire.Topic;
import io.tanliu.wire.Topics;
import io.tanliu.wire.ValueSerdes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.GroupProtocol;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two instances on a real broker with four partitions, exactly once. */
class NoticesOnBrokerTest {
  private static final int UNITS = 500;
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final NoticeSettings SETTINGS =
      new NoticeSettings(Duration.ofSeconds(12), Duration.ofSeconds(15), Duration.ZERO, 500);

  @TempDir Path dir;

  @Test
  @Timeout(240)
  void shouldTellFiveHundredUnitsOfAllPartitionsInOneNoticeAndTheirComingBackInOne() {
    try (EmbeddedCluster cluster = EmbeddedCluster.start(dir.resolve("broker"), 4)) {
      KafkaStreams one = start(cluster, "one");
      KafkaStreams two = start(cluster, "two");
      try {
        await()
            .atMost(LONG)
            .until(
                () ->
                    one.state() == KafkaStreams.State.RUNNING
                        && two.state() == KafkaStreams.State.RUNNING);
        send(cluster, 1);
        await().atMost(LONG).until(() -> total(notices(cluster)) >= UNITS);
        List<AlertNotice> told = notices(cluster);
        assertThat(told).hasSize(1);
        assertThat(told.get(0).getTotal()).isEqualTo(UNITS);
        two.close(Duration.ofSeconds(30));
        send(cluster, 2);
        await().atMost(LONG).until(() -> total(notices(cluster)) >= 2 * UNITS);
        told = notices(cluster);
        assertThat(told).hasSize(2);
        assertThat(told.get(1).getTitleEn()).endsWith("500 resolved");
      } finally {
        one.close(Duration.ofSeconds(30));
        two.close(Duration.ofSeconds(30));
      }
    }
  }

  private KafkaStreams start(EmbeddedCluster cluster, String name) {
    LedgerTopology.ValueSerde serdes =
        new LedgerTopology.ValueSerde() {
          @Override
          public <V extends SpecificRecord> Serde<V> of(Topic<V> topic) {
            return ValueSerdes.of(topic, cluster.clientConfig());
          }
        };
    NoticeTopology topology =
        new NoticeTopology(SETTINGS, NoticesTest.NAMES, ZoneId.of("Asia/Shanghai"), serdes);
    Properties config = new Properties();
    config.putAll(cluster.clientConfig());
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "notices-on-broker");
    config.put(StreamsConfig.CLIENT_ID_CONFIG, name);
    config.put(StreamsConfig.STATE_DIR_CONFIG, dir.resolve(name).toString());
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    config.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, GroupProtocol.STREAMS.name());
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 200);
    config.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
    KafkaStreams streams = new KafkaStreams(topology.get(), config);
    streams.start();
    return streams;
  }

  /** The first change of each alert raises it, the second ends it. */
  private static void send(EmbeddedCluster cluster, int sequence) {
    Map<String, Object> config = new HashMap<>(cluster.clientConfig());
    config.put("partitioner.class", EntityPartitioner.class);
    try (KafkaProducer<String, AlertEvent> producer =
        new KafkaProducer<>(
            config,
            new StringSerializer(),
            ValueSerdes.serializer(Topics.ALERT_EVENT, cluster.clientConfig()))) {
      for (int i = 0; i < UNITS; i++) {
        String unit = "U" + i;
        AlertEvent event =
            sequence == 1
                ? NoticesTest.fired(unit, "360102", sequence).build()
                : NoticesTest.resolved(unit, "360102", sequence).build();
        producer.send(new ProducerRecord<>(Topics.ALERT_EVENT.name(), unit, event));
      }
    }
  }

  private static int total(List<AlertNotice> notices) {
    return notices.stream().mapToInt(AlertNotice::getTotal).sum();
  }

  private static List<AlertNotice> notices(EmbeddedCluster cluster) {
    Map<String, Object> config = new HashMap<>(cluster.clientConfig());
    config.put("isolation.level", "read_committed");
    List<AlertNotice> notices = new ArrayList<>();
    try (KafkaConsumer<String, AlertNotice> consumer =
        new KafkaConsumer<>(
            config,
            new StringDeserializer(),
            ValueSerdes.deserializer(Topics.ALERT_NOTICE, cluster.clientConfig()))) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.ALERT_NOTICE.name()).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> notices.add(record.value()));
      }
    }
    return notices;
  }
}
