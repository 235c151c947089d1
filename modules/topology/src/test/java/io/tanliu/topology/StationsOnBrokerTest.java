// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static io.tanliu.topology.StationsGiven.UTC;
import static io.tanliu.topology.StationsGiven.air;
import static io.tanliu.topology.StationsGiven.gas;
import static io.tanliu.topology.StationsGiven.observation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertState;
import io.tanliu.avro.StationFrame;
import io.tanliu.avro.StationObservation;
import io.tanliu.avro.StationWindow;
import io.tanliu.domain.cems.Basis;
import io.tanliu.domain.cems.FlowKind;
import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.station.FlagScheme;
import io.tanliu.domain.station.Station;
import io.tanliu.domain.station.Station.Channel;
import io.tanliu.domain.unit.Direction;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import io.tanliu.reference.Seeds;
import io.tanliu.testkit.History;
import io.tanliu.topology.alerts.AlertTopology;
import io.tanliu.topology.control.ControlTopology;
import io.tanliu.topology.station.StationTopology;
import io.tanliu.wire.FrameMapping;
import io.tanliu.wire.StationMapping;
import io.tanliu.wire.Topics;
import io.tanliu.wire.UnitMapping;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Stations on a real broker with several partitions, beside the ledger, control and alerts. */
class StationsOnBrokerTest {
  private static final Seeds SEEDS = Seeds.load();
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Instant START = Instant.parse("2025-03-01T00:00:00Z");
  private static final String APPLICATION = "stations-on-broker";
  private static final int STATIONS = 6;
  private static final int FRAME = 97;

  @TempDir static Path dir;
  private static RealLedger broker;

  @BeforeAll
  static void start() {
    broker = new RealLedger(dir, 3);
    stations("s1");
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static void stations(String name) {
    broker.start(
        name,
        APPLICATION,
        new StationTopology(
                SEEDS.stations(), SEEDS.membership(), SEEDS.alertRules(), broker.serdes())
            .get());
  }

  private static void observe(String station, int number, List<StationObservation> observations) {
    Instant newest =
        observations.stream().map(StationObservation::getTime).max(Instant::compareTo).get();
    broker.send(
        Topics.STATION_READING,
        station,
        StationFrame.newBuilder()
            .setFrameId(station + "-" + number)
            .setStation(station)
            .setReceivedAt(newest)
            .setSource("test")
            .setGateway("")
            .setObservations(observations)
            .build());
  }

  @Test
  @Timeout(600)
  void shouldPublishTheMeansOfAPlainSumWhenInstancesComeAndGoInTheMiddle() {
    Map<String, List<StationObservation>> sent = new HashMap<>();
    for (int i = 0; i < STATIONS; i++) {
      String id = "AIR-" + i;
      broker.send(
          Topics.REF_STATION,
          id,
          StationMapping.toAvro(air(id, "360100", 40, gas("co2", "ppm"), gas("ch4", "ppb"))));
      sent.put(id, observations(new Random(i)));
    }
    List<String> ids = sent.keySet().stream().sorted().toList();
    int frames = (sent.get("AIR-0").size() + FRAME - 1) / FRAME;
    for (int number = 0; number < frames; number++) {
      for (String id : ids) {
        List<StationObservation> all = sent.get(id);
        int to = Math.min(all.size(), (number + 1) * FRAME);
        observe(id, number, all.subList(number * FRAME, to));
      }
      if (number == frames / 3) {
        broker.flush();
        stations("s2");
      } else if (number == frames / 2) {
        broker.flush();
        broker.stop("s1");
      }
    }
    broker.flush();
    stations("s3");
    broker.stop("s2");
    Map<String, PlainMeans.Mean> hours = new HashMap<>();
    Map<String, PlainMeans.Mean> days = new HashMap<>();
    sent.forEach((id, all) -> PlainMeans.of(id, all, hours, days));
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> {
              equal(broker.newest(Topics.STATION_HOURLY), hours, 40);
              equal(broker.newest(Topics.STATION_DAILY), days, 0);
            });
  }

  private static void equal(
      Map<String, StationWindow> told, Map<String, PlainMeans.Mean> plain, int needed) {
    Map<String, StationWindow> found = new HashMap<>(told);
    found.keySet().removeIf(key -> !key.startsWith("AIR-"));
    assertThat(found.keySet()).isEqualTo(plain.keySet());
    plain.forEach(
        (key, mean) -> {
          StationWindow window = found.get(key);
          assertThat(window.getCount()).as(key).isEqualTo(mean.count());
          assertThat(window.getMean()).as(key).isEqualTo(mean.text());
          if (needed > 0) {
            assertThat(window.getValid()).as(key).isEqualTo(mean.count() >= needed);
          } else {
            assertThat(window.getValidHours()).as(key).isEqualTo(mean.validHours());
            assertThat(window.getValid()).as(key).isEqualTo(mean.validHours() >= 18);
          }
        });
  }

  /** Two days and a half of two gases in any order, a fifth of them again, a tenth corrected. */
  private static List<StationObservation> observations(Random random) {
    List<StationObservation> all = new ArrayList<>();
    for (int minute = 0; minute < 60 * 60; minute++) {
      Instant time = START.plusSeconds(60L * minute + random.nextInt(60));
      all.add(one("co2", time, random, 400, 2));
      all.add(one("ch4", time, random, 1_900, 3));
    }
    int count = all.size();
    for (int i = 0; i < count / 5; i++) {
      all.add(all.get(random.nextInt(count)));
    }
    for (int i = 0; i < count / 10; i++) {
      StationObservation old = all.get(random.nextInt(count));
      boolean co2 = old.getParameter().equals("co2");
      all.add(one(old.getParameter(), old.getTime(), random, co2 ? 400 : 1_900, 4));
    }
    Collections.shuffle(all, random);
    return all;
  }

  private static StationObservation one(
      String gas, Instant time, Random random, int base, int places) {
    String flag = random.nextInt(6) == 0 ? List.of("N", "K").get(random.nextInt(2)) : "U";
    // Some are no number, some no air.
    String value =
        random.nextInt(40) == 0
            ? null
            : random.nextInt(40) == 0
                ? "90000"
                : BigDecimal.valueOf(base * 10_000L + random.nextInt(1_000_000), 4)
                    .setScale(places, java.math.RoundingMode.DOWN)
                    .toPlainString();
    return observation(gas, time, value, flag);
  }

  @Test
  @Timeout(600)
  void shouldAlertOfAStackThatShowsAFifthTooLittleAndTakeItBackWhenItIsCorrected() {
    Point coal = mass("COAL", "raw_coal", PhysicalUnit.TONNE);
    Point stack = mass("CO2", "co2_measured", PhysicalUnit.KG);
    EnergyUnit unit =
        new EnergyUnit("U", "电厂", "360102", "4411", LedgerDriver.ZONE, List.of(coal, stack));
    broker.send(Topics.REF_UNIT, "U", UnitMapping.toAvro(unit));
    broker.send(Topics.REF_STATION, "CEMS", StationMapping.toAvro(cems()));
    broker.start(
        "ledger",
        "ledger-of-stations",
        new LedgerTopology(
                new LedgerSettings(LedgerDriver.ZONE, Duration.ofDays(45), Duration.ofMillis(200)),
                SEEDS.factors(),
                SEEDS.membership(),
                LedgerDriver.RULES,
                broker.serdes(),
                new SimpleMeterRegistry())
            .get());
    broker.start(
        "control",
        "control-of-stations",
        new ControlTopology(
                SEEDS.control(),
                LedgerDriver.ZONE,
                List.of(),
                SEEDS.factors(),
                SEEDS.membership(),
                SEEDS.alertRules(),
                broker.serdes())
            .get());
    broker.start(
        "alerts",
        "alerts-of-stations",
        new AlertTopology(SEEDS.alertRules(), SEEDS.membership(), broker.serdes()).get());
    int hours = 42 * 24;
    List<Reading> burnt = new ArrayList<>();
    for (int hour = 0; hour < hours; hour++) {
      burnt.add(new Reading("COAL", time(hour).toEpochMilli(), 10, 0));
    }
    broker.send(Topics.READING_FRAME, "U", FrameMapping.toAvro(History.frame("U", 1, burnt)));
    // Ten tonnes of raw coal make 18.689 t of CO2: at 100 m³/s 51.914 g/m³, here a fifth less.
    chimney(0, hours, "41.531");
    broker.flush();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> {
              assertThat(alert()).isPresent();
              assertThat(alert().get().getState()).isEqualTo(AlertState.FIRING);
              assertThat(alert().get().getRegion()).isEqualTo("360102");
            });
    BigDecimal measured = new BigDecimal(alert().orElseThrow().getMeasured());
    BigDecimal calculated = new BigDecimal(alert().orElseThrow().getLimit());
    assertThat(measured.doubleValue() / calculated.doubleValue()).isBetween(.799, .801);
    // The maker finds a wrong span: all of it is sent again.
    chimney(10_000, hours, "51.914");
    broker.flush();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> {
              assertThat(alert().orElseThrow().getState()).isEqualTo(AlertState.RESOLVED);
              assertThat(alert().orElseThrow().getRestated()).isTrue();
            });
    broker.stop("alerts");
    broker.stop("control");
    broker.stop("ledger");
  }

  private static Optional<AlertEvent> alert() {
    return broker.newest(Topics.ALERT_STATE).values().stream()
        .filter(event -> event.getRule().equals("measured-vs-calculated"))
        .findFirst();
  }

  private static Instant time(int hour) {
    return START.plus(Duration.ofHours(hour));
  }

  private static void chimney(int frame, int hours, String grams) {
    for (int day = 0; day < hours / 24; day++) {
      List<StationObservation> some = new ArrayList<>();
      for (int hour = 24 * day; hour < 24 * (day + 1); hour++) {
        some.add(observation("flow", time(hour), "100", "N"));
        some.add(observation("co2", time(hour), grams, "N"));
      }
      observe("CEMS", frame + day, some);
    }
    // What ends the last hour.
    observe("CEMS", frame + hours, List.of(observation("flow", time(hours), "100", "N")));
  }

  private static Station cems() {
    return new Station(
        "CEMS",
        "1号烟囱",
        Station.Kind.STACK,
        "360102",
        UTC,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Duration.ofHours(1),
        FlagScheme.HJ212,
        0,
        List.of(
            gas("flow", "m3/s"),
            new Channel("co2", "g/m3", Optional.of(Basis.DRY), Optional.of("CO2"))),
        Optional.of(
            new Station.Stack(
                "U",
                FlowKind.STANDARD_DRY,
                Optional.empty(),
                BigDecimal.ONE,
                new BigDecimal("101325"),
                Optional.of(BigDecimal.ZERO))));
  }

  private static Point mass(String id, String energy, PhysicalUnit unit) {
    return new Point(
        id,
        "",
        energy,
        Measure.INTERVAL,
        unit,
        Duration.ofHours(1),
        1,
        Direction.BOUGHT,
        Optional.empty(),
        BigDecimal.ONE,
        Optional.empty(),
        Optional.empty(),
        Duration.ofHours(2),
        false);
  }
}
