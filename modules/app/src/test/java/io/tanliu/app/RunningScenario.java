// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.time.Granularity;
import io.tanliu.embedded.EmbeddedCluster;
import io.tanliu.reference.Seeds;
import io.tanliu.simulator.scenario.Delivery;
import io.tanliu.simulator.scenario.Scenario;
import io.tanliu.topology.LedgerSettings;
import io.tanliu.wire.EntityPartitioner;
import io.tanliu.wire.FactorMapping;
import io.tanliu.wire.FrameMapping;
import io.tanliu.wire.Keys;
import io.tanliu.wire.ReportMapping;
import io.tanliu.wire.TargetMapping;
import io.tanliu.wire.Topic;
import io.tanliu.wire.Topics;
import io.tanliu.wire.UnitMapping;
import io.tanliu.wire.ValueSerdes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A scenario on a real broker: the ledger and the applications that judge, wired as in a demo. */
final class RunningScenario implements AutoCloseable {
  private static final int PARTITIONS = 3;
  private static final String PROVINCE = "36";
  private static final Duration KEPT = Duration.ofDays(800);
  private static final List<String> JUDGING = List.of("control", "alerts");

  private final EmbeddedCluster cluster;
  private final Path dir;
  private final Seeds seeds;
  private final LedgerPart ledger;
  private final KafkaProducer<String, byte[]> producer;
  private final List<StreamsPart> judging = new ArrayList<>();
  private int frames;

  RunningScenario(Path dir, Scenario scenario, Seeds seeds) {
    this.dir = dir;
    this.seeds = seeds;
    this.cluster = EmbeddedCluster.start(dir.resolve("broker"), PARTITIONS);
    Map<String, Object> config = new HashMap<>(cluster.clientConfig());
    config.put("partitioner.class", EntityPartitioner.class);
    producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    register(scenario);
    // Meters are read once a day: finer windows would be a hundred times as many records.
    LedgerSettings settings =
        new LedgerSettings(scenario.zone(), Duration.ofDays(45), Duration.ofMillis(200), KEPT, KEPT)
            .withFinest(Granularity.DAY);
    ledger =
        new LedgerPart(
            settings,
            cluster.clientConfig(),
            dir.resolve("ledger"),
            1,
            seeds.factors(),
            this::parents,
            seeds.rules(),
            new SimpleMeterRegistry());
    ledger.start();
    startJudging();
  }

  /** County, city and province: the nation and industries would be half as much again. */
  private List<String> parents(String region, String industry) {
    return seeds.membership().parents(region, industry).stream()
        .filter(entity -> entity.startsWith(PROVINCE))
        .toList();
  }

  private void register(Scenario scenario) {
    var register = scenario.register();
    register.factors().forEach(f -> send(Topics.REF_FACTOR, key(f), FactorMapping.toAvro(f)));
    register.units().forEach(u -> send(Topics.REF_UNIT, u.id(), UnitMapping.toAvro(u)));
    register
        .targets()
        .forEach(
            t -> send(Topics.REF_TARGET, Keys.target(t.entity(), t.id()), TargetMapping.toAvro(t)));
    producer.flush();
  }

  private static String key(io.tanliu.domain.convert.DatedFactor factor) {
    return FactorMapping.key(factor);
  }

  /** Starts what judges; what was stopped finds its old state. */
  void startJudging() {
    for (StreamsPart part : StreamsParts.of(cluster.clientConfig(), dir.resolve("state"), seeds)) {
      if (JUDGING.contains(part.name())) {
        judging.add(part);
      } else {
        // Not needed here; it would go on holding its state directory.
        part.close();
      }
    }
    judging.forEach(StreamsPart::start);
  }

  /** Stops what judges, which leaves its state behind. */
  void stopJudging() {
    judging.forEach(StreamsPart::close);
    judging.clear();
  }

  /** Sends what arrives, in this order; what a unit sends without a break is one frame. */
  void send(List<Delivery> deliveries) {
    List<Delivery.Readings> together = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      if (delivery instanceof Delivery.Report report) {
        var activity = report.report();
        String key =
            Keys.report(
                activity.entity(), activity.kind().name(), activity.product(), activity.period());
        send(Topics.REPORT_ACTIVITY, key, ReportMapping.toAvro(activity));
        continue;
      }
      Delivery.Readings next = (Delivery.Readings) delivery;
      if (!together.isEmpty() && !together.get(0).unit().equals(next.unit())) {
        frame(together);
        together.clear();
      }
      together.add(next);
    }
    if (!together.isEmpty()) {
      frame(together);
    }
    producer.flush();
  }

  /** It is received when the last of it has come: nothing in it is in the future. */
  private void frame(List<Delivery.Readings> together) {
    String unit = together.get(0).unit();
    long received = together.stream().mapToLong(Delivery::arrives).max().orElseThrow();
    List<Reading> readings = together.stream().flatMap(r -> r.readings().stream()).toList();
    ReadingFrame frame =
        new ReadingFrame("scenario-" + frames++, unit, received, "scenario", readings);
    send(Topics.READING_FRAME, unit, FrameMapping.toAvro(frame));
  }

  private <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
    try (var serializer = ValueSerdes.serializer(topic, cluster.clientConfig())) {
      byte[] bytes = serializer.serialize(topic.name(), value);
      producer.send(new ProducerRecord<>(topic.name(), key, bytes));
    }
  }

  /** What a Kafka client needs. */
  Map<String, Object> clients() {
    return cluster.clientConfig();
  }

  @Override
  public void close() {
    stopJudging();
    ledger.close();
    producer.close();
    cluster.close();
  }
}
