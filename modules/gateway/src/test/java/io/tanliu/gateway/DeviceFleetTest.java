// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanliu.avro.DeviceDefinition;
import io.tanliu.avro.MeterReading;
import io.tanliu.avro.ReadingFrame;
import io.tanliu.avro.UnitDefinition;
import io.tanliu.domain.device.Device;
import io.tanliu.embedded.EmbeddedCluster;
import io.tanliu.reference.Seeds;
import io.tanliu.reference.register.RegisterReader;
import io.tanliu.testkit.DeviceFleet;
import io.tanliu.wire.DeviceMapping;
import io.tanliu.wire.TopicScan;
import io.tanliu.wire.Topics;
import io.tanliu.wire.UnitMapping;
import io.tanliu.wire.ValueSerdes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fleet of devices, and a broker that goes away in the middle. {@code -Dtanliu.devices=5000
 * -Dtanliu.rounds=10 -Dtanliu.seconds=60} is the size of a province, for ten minutes.
 */
class DeviceFleetTest {
  private static final int DEVICES = Integer.getInteger("tanliu.devices", 100);
  private static final int ROUNDS = Integer.getInteger("tanliu.rounds", 6);
  private static final Duration BETWEEN =
      Duration.ofSeconds(Integer.getInteger("tanliu.seconds", 1));
  private static final boolean RESTART =
      !"false".equals(System.getProperty("tanliu.restart", "true"));
  private static final LocalDateTime FIRST = LocalDateTime.of(2019, 6, 1, 7, 0);

  @TempDir Path dir;

  @Test
  void shouldLoseAndDoubleNothingWhileTheBrokerGoesAwayAndComesBack() throws Exception {
    EmbeddedCluster cluster = EmbeddedCluster.start(dir, 2);
    Map<String, Object> config = new HashMap<>(cluster.clientConfig());
    config.put("hj212.port", "0");
    register(config);
    try (Gateway gateway =
        new Gateway(
            GatewaySettings.defaults(),
            config,
            Seeds.load(),
            new SimpleMeterRegistry(),
            Clock.fixed(Rig.NOW, ZoneOffset.UTC))) {
      gateway.start();
      assertThat(gateway.awaitReady(Duration.ofSeconds(60))).isTrue();
      try (DeviceFleet fleet =
          new DeviceFleet(gateway.devicePort().orElseThrow(), DEVICES, ROUNDS, BETWEEN, FIRST)) {
        fleet.start(BETWEEN);
        if (RESTART) {
          await()
              .atMost(BETWEEN.multipliedBy(ROUNDS).plusSeconds(120))
              .until(() -> fleet.answered() > DEVICES * ROUNDS / 3);
          cluster = restarted(cluster);
        }
        assertThat(fleet.awaitAll(BETWEEN.multipliedBy(ROUNDS).plusSeconds(240))).isTrue();
        System.out.printf(
            "%d devices, %d packets answered, %d sent again, answer p50 %.1f ms, p99 %.1f ms%n",
            DEVICES, fleet.answered(), fleet.sentAgain(), fleet.millis(0.5), fleet.millis(0.99));
      }
      assertEachReadingIsThereOnce(config);
    } finally {
      cluster.close();
    }
  }

  /** What was written twice carries the same identity and the same reading: a duplicate. */
  private static void assertEachReadingIsThereOnce(Map<String, Object> config) {
    Set<String> ids = new HashSet<>();
    Map<String, List<MeterReading>> readings = new HashMap<>();
    int records = 0;
    for (ReadingFrame frame : frames(config)) {
      records++;
      ids.add(frame.getFrameId());
      List<MeterReading> before = readings.put(frame.getFrameId(), frame.getReadings());
      assertThat(before == null || before.equals(frame.getReadings())).isTrue();
    }
    System.out.printf("%d frames, %d written again%n", ids.size(), records - ids.size());
    assertThat(ids).hasSize(DEVICES * ROUNDS);
  }

  private EmbeddedCluster restarted(EmbeddedCluster cluster) {
    int broker = port(cluster.bootstrap());
    int registry = port(cluster.registryUrl());
    cluster.close();
    return EmbeddedCluster.start(dir, 2, broker, registry);
  }

  private static int port(String address) {
    return Integer.parseInt(address.replaceAll(".*:(\\d+)/?$", "$1"));
  }

  private static void register(Map<String, Object> config) {
    String hash = PasswordHash.of("secret");
    try (KafkaProducer<String, UnitDefinition> units =
            new KafkaProducer<>(
                config, new StringSerializer(), ValueSerdes.serializer(Topics.REF_UNIT, config));
        KafkaProducer<String, DeviceDefinition> devices =
            new KafkaProducer<>(
                config,
                new StringSerializer(),
                ValueSerdes.serializer(Topics.REF_DEVICE, config))) {
      RegisterReader.read("register", Rig.REGISTER, Seeds.load(), entity -> true)
          .document()
          .units()
          .forEach(
              unit ->
                  units.send(
                      new ProducerRecord<>(
                          Topics.REF_UNIT.name(), unit.id(), UnitMapping.toAvro(unit))));
      for (int i = 0; i < DEVICES; i++) {
        Device device =
            new Device(
                DeviceFleet.mn(i),
                "STEEL-01",
                true,
                hash,
                false,
                "N",
                List.of(new Device.Channel(2051, "f1", "Cou", "E1")),
                Device.Guard.NONE,
                0);
        devices.send(
            new ProducerRecord<>(
                Topics.REF_DEVICE.name(), device.mn(), DeviceMapping.toAvro(device)));
      }
    }
  }

  private static List<ReadingFrame> frames(Map<String, Object> config) {
    return new TopicScan(config).values(Topics.READING_FRAME);
  }
}
