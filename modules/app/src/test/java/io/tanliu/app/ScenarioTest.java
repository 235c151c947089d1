// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tanliu.app.scenario.Expected;
import io.tanliu.reference.Seeds;
import io.tanliu.simulator.scenario.Delivery;
import io.tanliu.simulator.scenario.Scenario;
import io.tanliu.simulator.scenario.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A province-year whose lamps and alerts were calculated beforehand, as if by hand, through the
 * real broker: month by month as it happened, and once more shuffled and late.
 */
class ScenarioTest {
  private static final Path DIRECTORY =
      Path.of(System.getProperty("tanliu.root", "../..")).resolve("docs/examples/scenario");
  private static final Path FILE = DIRECTORY.resolve("province-2022.yaml");
  private static final Path LAMPS = DIRECTORY.resolve("province-2022.lamps.csv");
  private static final Path ALERTS = DIRECTORY.resolve("province-2022.alerts.csv");
  private static final Duration LOOK = Duration.ofMinutes(3);
  private static final Duration MOST_DELAY = Duration.ofDays(40);

  private final Seeds seeds = Seeds.load();

  private Scenario scenario() throws IOException {
    return ScenarioReader.read(FILE, seeds);
  }

  @Test
  void shouldStandBesideTheScenarioAsItIsCalculated() throws IOException {
    List<LocalDate> looks = scenario().looks();
    shouldStand(LAMPS, Expected.lamps(FILE, looks));
    shouldStand(ALERTS, Expected.alerts(FILE, looks));
  }

  private static void shouldStand(Path file, List<String> calculated) throws IOException {
    if (Boolean.getBoolean("tanliu.update")) {
      Files.write(file, calculated);
    }
    assertThat(Expected.written(file))
        .as("%s; -Dtanliu.update=true writes it", file)
        .isEqualTo(calculated);
  }

  @Test
  @Timeout(900)
  void shouldShowWhatWasWrittenDownBeforehandMonthByMonth(@TempDir Path dir) throws IOException {
    Scenario scenario = scenario();
    LocalDate restart = scenario.judged().plusMonths(7);
    try (RunningScenario running = new RunningScenario(dir, scenario, seeds);
        Seen seen = new Seen(running.clients(), scenario)) {
      long before = Long.MIN_VALUE;
      for (LocalDate look : scenario.looks()) {
        long now = scenario.midnight(look);
        if (look.equals(restart)) {
          running.stopJudging();
        }
        List<Delivery> come = scenario.between(before, now);
        running.send(before == Long.MIN_VALUE ? history(come, scenario) : come);
        if (look.equals(restart)) {
          running.startJudging();
        }
        before = now;
        await("look of " + look)
            .atMost(LOOK)
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(200))
            .untilAsserted(
                () -> {
                  assertThat(seen.lamps()).isEqualTo(Expected.at(look, LAMPS));
                  List<String> alerts = Expected.at(look, ALERTS);
                  assertThat(seen.alerts(alerts, look)).isEqualTo(alerts);
                });
      }
      assertThat(seen.changes()).as("each change once").doesNotHaveDuplicates();
    }
  }

  @Test
  @Timeout(900)
  void shouldEndAlikeWhenAllOfItArrivesShuffledAndLate(@TempDir Path dir) throws IOException {
    Scenario scenario = scenario();
    long seed = Long.getLong("tanliu.seed", 20220629);
    LocalDate last = scenario.looks().get(scenario.looks().size() - 1);
    try (RunningScenario running = new RunningScenario(dir, scenario, seeds);
        Seen seen = new Seen(running.clients(), scenario)) {
      long judged = scenario.midnight(scenario.judged());
      running.send(byUnit(scenario.between(Long.MIN_VALUE, judged)));
      running.send(shuffled(scenario.between(judged, Long.MAX_VALUE), new Random(seed)));
      await("-Dtanliu.seed=" + seed)
          .atMost(LOOK.multipliedBy(4))
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(
              () -> {
                assertThat(seen.lamps()).isEqualTo(Expected.at(last, LAMPS));
                assertThat(seen.open(last)).isEqualTo(seen.open(Expected.at(last, ALERTS)));
              });
      assertThat(seen.changes()).as("each change once").doesNotHaveDuplicates();
      assertThat(seen.breachesResolvedOtherwise())
          .as("a sum only falls by correction: what passed a limit and no longer does is restated")
          .isEmpty();
    }
  }

  /** Last year unit by unit, which is quick, then this year as it came. */
  private static List<Delivery> history(List<Delivery> deliveries, Scenario scenario) {
    long judged = scenario.midnight(scenario.judged());
    List<Delivery> sent =
        new ArrayList<>(byUnit(deliveries.stream().filter(d -> d.arrives() <= judged).toList()));
    deliveries.stream().filter(d -> d.arrives() > judged).forEach(sent::add);
    return sent;
  }

  /** As it came, but what a unit sends stays together. */
  private static List<Delivery> byUnit(List<Delivery> deliveries) {
    return deliveries.stream()
        .sorted(Comparator.comparing(d -> d instanceof Delivery.Readings r ? r.unit() : ""))
        .toList();
  }

  /**
   * Every delivery later by up to forty days, so that no order is left; only a number that corrects
   * another comes after it.
   */
  private static List<Delivery> shuffled(List<Delivery> deliveries, Random random) {
    record Late(long at, Delivery delivery) {}
    List<Late> late = new ArrayList<>();
    Map<String, Long> first = new HashMap<>();
    for (Delivery delivery : deliveries) {
      long most = MOST_DELAY.toMillis();
      List<String> times = new ArrayList<>();
      if (delivery instanceof Delivery.Readings readings) {
        long oldest = readings.readings().stream().mapToLong(r -> r.time()).min().orElseThrow();
        most = Math.max(0, oldest + most - readings.arrives());
        readings.readings().forEach(r -> times.add(readings.unit() + r.point() + r.time()));
      }
      long at = delivery.arrives() + (long) (random.nextDouble() * most);
      for (String time : times) {
        at = Math.max(at, first.getOrDefault(time, Long.MIN_VALUE) + 1);
        first.put(time, at);
      }
      late.add(new Late(at, delivery));
    }
    late.sort(Comparator.comparingLong(Late::at));
    return late.stream().map(Late::delivery).toList();
  }
}
