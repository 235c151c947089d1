// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.avro.RankPlace;
import io.tanliu.avro.Ranking;
import io.tanliu.avro.ScreeningEvent;
import io.tanliu.embedded.EmbeddedCluster;
import io.tanliu.reference.Seeds;
import io.tanliu.topology.views.ViewTopology;
import io.tanliu.wire.EntityPartitioner;
import io.tanliu.wire.ReportMapping;
import io.tanliu.wire.Topic;
import io.tanliu.wire.TopicScan;
import io.tanliu.wire.Topics;
import io.tanliu.wire.UnitMapping;
import io.tanliu.wire.ValueSerdes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.GroupProtocol;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The views on a real broker: several partitions, transactions, and another instance in between.
 */
class ViewsOnBrokerTest {
  private static final Seeds SEEDS = Seeds.load();

  @TempDir Path dir;

  @Test
  void shouldTellEachEventOnceAndRankAllUnitsWhenAnotherInstanceGoesOn() {
    try (EmbeddedCluster cluster = EmbeddedCluster.start(dir.resolve("broker"), 3)) {
      feed(cluster, "2023-01-01", "2023-12-01");
      try (KafkaStreams first = start(cluster, "a")) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> events(cluster).size() >= 6);
      }
      feed(cluster, "2023-12-01", "2024-03-01");
      try (KafkaStreams second = start(cluster, "b")) {
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(
                () ->
                    assertThat(ranking(cluster).getBest())
                        .extracting(RankPlace::getEntity)
                        .containsExactly("U1", "U2", "U3", "U4", "U5", "U6"));
        // 40 tce a day and more: the 10 000th tonne within a year, each once.
        Map<String, Long> entered =
            events(cluster).stream()
                .filter(e -> e.getProgramme().equals("T036"))
                .collect(
                    Collectors.groupingBy(
                        e -> e.getEvent() + " " + e.getEntity(),
                        TreeMap::new,
                        Collectors.counting()));
        assertThat(entered)
            .hasSize(6)
            .allSatisfy((event, times) -> assertThat(times).as(event).isEqualTo(1));
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> second.state() == KafkaStreams.State.RUNNING);
      }
    }
  }

  private static Ranking ranking(EmbeddedCluster cluster) {
    Map<String, Ranking> newest = new HashMap<>();
    read(cluster, Topics.CONTROL_RANKING).forEach(newest::putAll);
    Ranking ranking = newest.get("360000|3011|tce|intensity|product:水泥熟料 (t)");
    return ranking == null
        ? Ranking.newBuilder()
            .setRegion("")
            .setIndustry("")
            .setQuantity("")
            .setMeasure("")
            .setDenominator("")
            .setTo("")
            .setRanked(0)
            .setBest(List.of())
            .setUnranked(List.of())
            .build()
        : ranking;
  }

  private static List<ScreeningEvent> events(EmbeddedCluster cluster) {
    return read(cluster, Topics.CONTROL_SCREENING_EVENT).stream()
        .flatMap(record -> record.values().stream())
        .toList();
  }

  private static void feed(EmbeddedCluster cluster, String from, String to) {
    Map<String, Object> config = new HashMap<>(cluster.clientConfig());
    config.put("partitioner.class", EntityPartitioner.class);
    try (var producer =
        new KafkaProducer<String, byte[]>(
            config,
            new StringSerializer(),
            new org.apache.kafka.common.serialization.ByteArraySerializer())) {
      for (int i = 1; i <= 6; i++) {
        String unit = "U" + i;
        send(
            cluster,
            producer,
            Topics.REF_UNIT,
            unit,
            UnitMapping.toAvro(ViewsGiven.cementUnit(unit, "3011", "100000")));
        var report = ViewsGiven.clinker(unit, "2023", "365000");
        send(
            cluster,
            producer,
            Topics.REPORT_ACTIVITY,
            ReportMapping.key(report),
            ReportMapping.toAvro(report));
        for (var window :
            ViewsGiven.windows(unit, from, to, ViewsGiven.both(String.valueOf(30 + 10 * i)), to)) {
          send(cluster, producer, Topics.METRIC_ENERGY, ViewsGiven.key(window), window);
        }
      }
    }
  }

  private static <V extends SpecificRecord> void send(
      EmbeddedCluster cluster,
      KafkaProducer<String, byte[]> producer,
      Topic<V> topic,
      String key,
      V value) {
    try (var serializer = ValueSerdes.serializer(topic, cluster.clientConfig())) {
      producer.send(
          new ProducerRecord<>(topic.name(), key, serializer.serialize(topic.name(), value)));
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
    Properties config = new Properties();
    config.putAll(cluster.clientConfig());
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "views-on-broker");
    config.put(StreamsConfig.STATE_DIR_CONFIG, dir.resolve(name).toString());
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    config.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, GroupProtocol.STREAMS.name());
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 200);
    config.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
    KafkaStreams streams =
        new KafkaStreams(
            new ViewTopology(SEEDS.assess(), LedgerDriver.MEMBERSHIP, SEEDS.alertRules(), serdes)
                .get(),
            config);
    streams.start();
    return streams;
  }

  /** All committed records so far, each with its key. */
  private static <V extends SpecificRecord> List<Map<String, V>> read(
      EmbeddedCluster cluster, Topic<V> topic) {
    return new TopicScan(cluster.clientConfig())
        .all(topic).stream().map(record -> Map.of(record.key(), record.value())).toList();
  }
}
