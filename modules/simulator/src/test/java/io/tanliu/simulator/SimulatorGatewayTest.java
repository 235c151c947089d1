// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.javalin.Javalin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanliu.access.AuditTrail;
import io.tanliu.access.http.HttpGate;
import io.tanliu.embedded.EmbeddedCluster;
import io.tanliu.gateway.Gateway;
import io.tanliu.gateway.GatewaySettings;
import io.tanliu.reference.Seeds;
import io.tanliu.simulator.Progress.State;
import io.tanliu.testkit.MovableClock;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The simulator in front of a real gateway, broker and registry. */
class SimulatorGatewayTest {
  private static final Seeds SEEDS = Seeds.load();
  private static final Instant NOW = Instant.parse("2026-11-21T03:07:30Z");
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir static Path dir;

  private static EmbeddedCluster cluster;
  private static MovableClock clock;
  private static Gateway gateway;
  private static Javalin server;

  @BeforeAll
  static void start() {
    cluster = EmbeddedCluster.start(dir.resolve("cluster"), 2);
    clock = new MovableClock(NOW);
    gateway =
        new Gateway(
            GatewaySettings.defaults(),
            withDoor(cluster.clientConfig()),
            SEEDS,
            new SimpleMeterRegistry(),
            clock);
    server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.jetty.host = "127.0.0.1";
                  HttpGate.open(AuditTrail.NONE, Clock.systemUTC()).install(config.routes);
                  gateway.routes(config.routes);
                })
            .start(0);
    // Not awaited: the simulator must wait by itself until the gateway is ready.
    gateway.start();
  }

  private static Map<String, Object> withDoor(Map<String, Object> clients) {
    Map<String, Object> config = new HashMap<>(clients);
    config.put("hj212.port", 0);
    return config;
  }

  @AfterAll
  static void stop() {
    server.stop();
    gateway.close();
    cluster.close();
  }

  private static SimulatorSettings settings(String data) {
    return SimulatorSettings.of(
            URI.create("http://127.0.0.1:" + server.port()), dir.resolve(data), clock)
        .withHistory(Duration.ofDays(9))
        .withDevices(new InetSocketAddress("127.0.0.1", gateway.devicePort().orElseThrow()));
  }

  private static Progress awaitLive(Simulator simulator) {
    Instant minute = Instant.ofEpochMilli(Times.floor(clock.millis(), Times.MINUTE));
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              Progress p = simulator.progress();
              assertThat(p.state()).as("%s", p.problem()).isNotEqualTo(State.FAILED);
              return p.state() == State.LIVE && !p.sentTo().isBefore(minute);
            });
    return simulator.progress();
  }

  @Test
  void shouldLoadHistoryGoOnLiveAndContinueAfterARestart() {
    long begin = Times.startOfDay(LocalDate.of(2026, 11, 12));
    // What is judged by its completeness comes at the pace of the points.
    long young = Times.startOfDay(LocalDate.of(2026, 11, 13));
    long end = Times.floor(clock.millis(), Times.MINUTE);
    List<Progress> steps = new CopyOnWriteArrayList<>();
    Progress loaded;
    try (Simulator simulator = new Simulator(settings("one"), SEEDS, steps::add)) {
      simulator.start();
      loaded = awaitLive(simulator);
      assertThat(loaded.sent())
          .isEqualTo(count(begin, young, Cadence.HISTORY) + count(young, end, Cadence.LIVE));
      assertThat(loaded.sent()).isEqualTo(loaded.accepted() + loaded.rejectedCount());
      assertThat(loaded.rejected()).containsOnlyKeys("FUTURE", "NEGATIVE", "ABOVE_RATED");
      assertThat(loaded.rejected().values()).allMatch(n -> n >= 8 && n <= 10);
      assertThat(loaded.fraction()).isGreaterThan(.99);

      long from = Times.startOfDay(LocalDate.of(2026, 10, 22)) + 1;
      StationProgress stations = awaitPackets(simulator, packets(from, end));
      assertThat(stations.observations()).isEqualTo(observations(from, end));
      assertThat(stations.accepted()).isEqualTo(stations.observations());

      clock.advance(Duration.ofMinutes(17));
      Progress live = awaitLive(simulator);
      long later = Times.floor(clock.millis(), Times.MINUTE);
      assertThat(live.sent() - loaded.sent()).isEqualTo(count(end, later, Cadence.LIVE));
      assertThat(live.sent() - loaded.sent()).isGreaterThan(0);
    }
    assertThat(steps).last().extracting(Progress::state).isEqualTo(State.STOPPED);

    long from = Times.floor(clock.millis(), Times.MINUTE);
    clock.advance(Duration.ofHours(5));
    try (Simulator simulator = new Simulator(settings("one"), SEEDS, p -> {})) {
      simulator.start();
      Progress continued = awaitLive(simulator);
      long to = Times.floor(clock.millis(), Times.MINUTE);
      assertThat(continued.sent()).isEqualTo(count(from, to, Cadence.LIVE));
      StationProgress stations = awaitPackets(simulator, packets(from, to));
      assertThat(stations.observations()).isEqualTo(observations(from, to));
    }
  }

  @Test
  void shouldFailWithTheReasonWhenTheDataBelongToAnotherSeed() {
    new Cursor(dir.resolve("other"), 1).write(new Cursor.Place(0, 0));
    try (Simulator simulator = new Simulator(settings("other"), SEEDS, p -> {})) {
      simulator.start();
      await().atMost(PATIENCE).until(() -> simulator.progress().state() == State.FAILED);
      assertThat(simulator.progress().problem())
          .hasValueSatisfying(p -> assertThat(p).contains("seed"));
    }
  }

  @Test
  @Timeout(60)
  void shouldStopAtOnceWhileItWaitsForAGateway() {
    SimulatorSettings nobody =
        SimulatorSettings.of(URI.create("http://127.0.0.1:1"), dir.resolve("nobody"), clock);
    Simulator simulator = new Simulator(nobody, SEEDS, p -> {});
    simulator.start();
    await().atMost(PATIENCE).until(() -> simulator.progress().problem().isPresent());

    // Hangs until the time-out when it does not let go of its waiting.
    simulator.close();

    assertThat(simulator.progress().state()).isEqualTo(State.STOPPED);
  }

  private static StationProgress awaitPackets(Simulator simulator, long packets) {
    await().atMost(PATIENCE).until(() -> simulator.stations().packets() >= packets);
    assertThat(simulator.stations().packets()).isEqualTo(packets);
    return simulator.stations();
  }

  private static long observations(long from, long to) {
    return Stations.air(36, SEEDS).stream()
        .mapToLong(s -> s.due(Math.max(from, s.begin(to)), to).size())
        .sum();
  }

  /** An hour of a stack is one packet, whatever it holds. */
  private static long packets(long from, long to) {
    Province province = Province.of(36, SEEDS, LocalDate.of(2026, 11, 21));
    return Stations.stacks(36, province.simulated()).stream()
        .mapToLong(s -> s.due(from, to).stream().map(Observed::time).distinct().count())
        .sum();
  }

  private static long count(long from, long to, Cadence cadence) {
    Province province = Province.of(36, SEEDS, LocalDate.of(2026, 11, 21));
    return province.simulated().stream().mapToLong(u -> u.sendings(from, to, cadence).size()).sum();
  }
}
