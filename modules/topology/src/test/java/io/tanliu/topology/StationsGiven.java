// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.avro.AlertSignal;
import io.tanliu.avro.StackWindow;
import io.tanliu.avro.StationFrame;
import io.tanliu.avro.StationObservation;
import io.tanliu.avro.StationWindow;
import io.tanliu.domain.cems.Basis;
import io.tanliu.domain.cems.FlowKind;
import io.tanliu.domain.station.FlagScheme;
import io.tanliu.domain.station.Station;
import io.tanliu.domain.station.Station.Channel;
import io.tanliu.reference.Seeds;
import io.tanliu.topology.station.StationTopology;
import io.tanliu.wire.Keys;
import io.tanliu.wire.StationMapping;
import io.tanliu.wire.Topic;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Stations and stacks under the test driver. */
abstract class StationsGiven {
  static final Seeds SEEDS = Seeds.load();
  static final Instant START = Instant.parse("2025-03-01T00:00:00Z");

  /** When records are written: behind all that is observed. */
  private static final Instant WRITTEN = Instant.parse("2027-01-01T00:00:00Z");

  static final ZoneId UTC = ZoneId.of("UTC");

  @TempDir Path dir;
  TopologyTestDriver driver;
  private final Map<String, Map<String, Object>> told = new LinkedHashMap<>();
  private int frames;

  @BeforeEach
  void start() throws IOException {
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "stations-test");
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:0");
    config.put(StreamsConfig.STATE_DIR_CONFIG, Files.createTempDirectory(dir, "s").toString());
    driver =
        new TopologyTestDriver(
            new StationTopology(
                    SEEDS.stations(), SEEDS.membership(), SEEDS.alertRules(), new BinaryAvro())
                .get(),
            config,
            START);
  }

  @AfterEach
  void close() throws IOException {
    driver.close();
    Utils.delete(dir.toFile());
  }

  static Station air(String id, String region, int needed, Channel... channels) {
    return new Station(
        id,
        "站点 " + id,
        Station.Kind.ATMOSPHERE,
        region,
        UTC,
        Optional.empty(),
        Optional.of(new Station.Position(28.68, 115.86)),
        Optional.of(100.0),
        Duration.ofMinutes(1),
        FlagScheme.ICOS,
        needed,
        List.of(channels),
        Optional.empty());
  }

  static Channel gas(String code, String unit) {
    return new Channel(code, unit, Optional.empty(), Optional.empty());
  }

  /** A stack whose meter states dry standard flow, with CO2 in g/m³ of the dry gas. */
  static Station stack(String id) {
    return new Station(
        id,
        "1号烟囱",
        Station.Kind.STACK,
        "360102",
        UTC,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Duration.ofMinutes(1),
        FlagScheme.HJ212,
        0,
        List.of(
            gas("flow", "m3/s"),
            new Channel("co2", "g/m3", Optional.of(Basis.DRY), Optional.of("CO2")),
            new Channel("so2", "mg/m3", Optional.of(Basis.DRY), Optional.empty())),
        Optional.of(
            new Station.Stack(
                "U",
                FlowKind.STANDARD_DRY,
                Optional.empty(),
                BigDecimal.ONE,
                new BigDecimal("101325"),
                Optional.of(BigDecimal.ZERO))));
  }

  void define(Station station) {
    send(Topics.REF_STATION, station.id(), StationMapping.toAvro(station));
  }

  static StationObservation observation(String parameter, Instant time, String value, String flag) {
    BigDecimal number = value == null ? null : new BigDecimal(value);
    return StationObservation.newBuilder()
        .setParameter(parameter)
        .setTime(time)
        .setValue(number == null ? null : number.unscaledValue().longValueExact())
        .setScale(number == null ? 0 : number.scale())
        .setFlag(flag)
        .build();
  }

  void observe(String station, List<StationObservation> observations) {
    Instant newest = observations.get(0).getTime();
    for (StationObservation one : observations) {
      newest = one.getTime().isAfter(newest) ? one.getTime() : newest;
    }
    send(
        Topics.STATION_READING,
        station,
        StationFrame.newBuilder()
            .setFrameId("f" + frames++)
            .setStation(station)
            .setReceivedAt(newest)
            .setSource("test")
            .setGateway("")
            .setObservations(observations)
            .build());
  }

  /** The same value for every minute of hours. */
  static List<StationObservation> hours(
      String parameter, Instant from, int hours, String value, String flag) {
    List<StationObservation> all = new ArrayList<>();
    for (int minute = 0; minute < 60 * hours; minute++) {
      all.add(observation(parameter, from.plusSeconds(60L * minute), value, flag));
    }
    return all;
  }

  <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
    driver
        .createInputTopic(
            topic.name(), Serdes.String().serializer(), new BinaryAvro().of(topic).serializer())
        .pipeInput(key, value, WRITTEN);
  }

  void tick() {
    for (int i = 0; i < 6; i++) {
      driver.advanceWallClockTime(Duration.ofMillis(500));
    }
  }

  /** The newest value of every key that was ever told. */
  @SuppressWarnings("unchecked")
  <V extends SpecificRecord> Map<String, V> read(Topic<V> topic) {
    Map<String, Object> newest = told.computeIfAbsent(topic.name(), name -> new LinkedHashMap<>());
    all(topic).forEach(record -> newest.put(record.key, record.value));
    return (Map<String, V>) (Map<String, ?>) newest;
  }

  <V extends SpecificRecord> List<KeyValue<String, V>> all(Topic<V> topic) {
    return driver
        .createOutputTopic(
            topic.name(), Serdes.String().deserializer(), new BinaryAvro().of(topic).deserializer())
        .readKeyValuesToList();
  }

  List<AlertSignal> signals() {
    return all(Topics.ALERT_SIGNAL).stream().map(record -> record.value).toList();
  }

  StationWindow hour(String station, String gas, Instant start) {
    return read(Topics.STATION_HOURLY).get(key(station, gas, start));
  }

  StackWindow stackHour(String station, String gas, Instant start) {
    return read(Topics.CEMS_HOURLY).get(key(station, gas, start));
  }

  static String key(String station, String gas, Instant start) {
    return station + "|" + gas + "|" + Keys.startText(start.toEpochMilli());
  }
}
