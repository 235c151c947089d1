// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.benchmarks;

import io.tanliu.avro.UnitDefinition;
import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.unit.Direction;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import io.tanliu.wire.EntityPartitioner;
import io.tanliu.wire.FrameMapping;
import io.tanliu.wire.Topics;
import io.tanliu.wire.UnitMapping;
import io.tanliu.wire.ValueSerdes;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * One frame per unit and minute, one reading per point: half of the points are registers, the
 * others intervals, over four kinds of energy.
 *
 * @param units number of units
 * @param points points per unit
 * @param minutes minutes of readings
 */
record Load(int units, int points, int minutes) {
  static final String FRAMES = Topics.READING_FRAME.name();

  private static final int WRITERS = 2;
  private static final String[] REGIONS = {"360102", "360202", "360302", "360402", "360502"};
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final List<Kind> KINDS =
      List.of(
          new Kind("electricity", PhysicalUnit.KWH),
          new Kind("raw_coal", PhysicalUnit.KG),
          new Kind("natural_gas", PhysicalUnit.M3),
          new Kind("heat", PhysicalUnit.MJ));

  private record Kind(String energy, PhysicalUnit unit) {}

  long frames() {
    return (long) units * minutes;
  }

  long readings() {
    return frames() * points;
  }

  void publish(Map<String, Object> clients) throws InterruptedException, ExecutionException {
    Map<String, Object> config = new HashMap<>(clients);
    config.put("partitioner.class", EntityPartitioner.class.getName());
    config.put("compression.type", "lz4");
    config.put("linger.ms", 20);
    config.put("batch.size", 256 << 10);
    Serializer<UnitDefinition> unitValues = ValueSerdes.serializer(Topics.REF_UNIT, clients);
    try (KafkaProducer<String, byte[]> producer = producer(config)) {
      for (int unit = 0; unit < units; unit++) {
        String topic = Topics.REF_UNIT.name();
        UnitDefinition value = UnitMapping.toAvro(unit(unit));
        send(producer, new ProducerRecord<>(topic, id(unit), unitValues.serialize(topic, value)));
      }
      producer.flush();
    }
    Serializer<io.tanliu.avro.ReadingFrame> frameValues =
        ValueSerdes.serializer(Topics.READING_FRAME, clients);
    // Each unit's frames stay in order: a unit belongs to one writer.
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    List<Future<?>> written = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      int writer = i;
      written.add(writers.submit(() -> frames(writer, config, frameValues)));
    }
    for (Future<?> each : written) {
      each.get();
    }
    writers.shutdown();
  }

  private void frames(
      int writer, Map<String, Object> config, Serializer<io.tanliu.avro.ReadingFrame> values) {
    try (KafkaProducer<String, byte[]> producer = producer(config)) {
      for (int minute = 0; minute < minutes; minute++) {
        for (int unit = writer; unit < units; unit += WRITERS) {
          io.tanliu.avro.ReadingFrame value = FrameMapping.toAvro(frame(unit, minute));
          send(producer, new ProducerRecord<>(FRAMES, id(unit), values.serialize(FRAMES, value)));
        }
      }
    }
  }

  private static KafkaProducer<String, byte[]> producer(Map<String, Object> config) {
    return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
  }

  /** A load that is not all there would be a wrong measure. */
  private static void send(
      KafkaProducer<String, byte[]> producer, ProducerRecord<String, byte[]> record) {
    Future<RecordMetadata> ignored =
        producer.send(
            record,
            (metadata, failure) -> {
              if (failure != null) {
                throw new IllegalStateException("load not written", failure);
              }
            });
  }

  private static String id(int unit) {
    return "UNIT-" + unit;
  }

  private EnergyUnit unit(int number) {
    List<Point> all = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      Kind kind = KINDS.get(i % KINDS.size());
      all.add(
          new Point(
              "P" + i,
              "",
              kind.energy(),
              i % 2 == 0 ? Measure.REGISTER : Measure.INTERVAL,
              kind.unit(),
              Duration.ofMinutes(1),
              1,
              Direction.BOUGHT,
              Optional.empty(),
              BigDecimal.ONE,
              Optional.empty(),
              Optional.empty(),
              Duration.ofHours(1),
              false));
    }
    String region = REGIONS[number % REGIONS.length];
    return new EnergyUnit(
        id(number), "unit " + number, region, "3120", ZoneId.of("Asia/Shanghai"), all);
  }

  private ReadingFrame frame(int unit, int minute) {
    long time = START.plus(Duration.ofMinutes(minute)).toEpochMilli();
    List<Reading> readings = new ArrayList<>(points);
    for (int i = 0; i < points; i++) {
      long noise = Noise.of(((long) unit * points + i) * minutes + minute);
      long value = i % 2 == 0 ? 1_000_000L + minute * 1_500L + noise : 500 + noise;
      readings.add(new Reading("P" + i, time, value, 2));
    }
    return new ReadingFrame(
        "b-" + unit + "-" + minute, id(unit), time + 120_000, "benchmark", readings);
  }
}
