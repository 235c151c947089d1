// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.avro.EntityWindow;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.wire.Keys;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A year of quarter hours of a steel plant (the public data set where it is at hand, else numbers
 * like it) gives the same windows to the watt-hour in whatever order it arrives. What is expected
 * is summed here, from the list of numbers alone.
 */
class SteelInAnyOrderTest {
  private static final Duration HORIZON = Duration.ofDays(45);
  private static final ZoneId SEOUL = ZoneId.of("+09:00");
  private static final long START = Instant.parse("2017-12-31T15:00:00Z").toEpochMilli();
  private static final long QUARTER = 900_000L;
  private static final int PER_FRAME = 1_200;
  private static final Path CSV =
      Path.of(System.getProperty("tanliu.root", "../.."))
          .resolve("../shared/data/steel/Steel_industry_data.csv");

  /** Corrections come within the horizon: the last 44 days of the year. */
  private static final int OPEN = 44 * 96;

  private final List<Long> wattHours = wattHours();
  private final Random random = new Random(851);

  @Test
  void shouldTakeAYearTwice() {
    try (LedgerDriver driver = driver(HORIZON)) {
      send(driver, blocks(), false);
      send(driver, blocks(), true);
      shouldBeExact(driver);
      assertThat(driver.counters().get(1)).as("accepted").isEqualTo(wattHours.size());
      correctAndCheck(driver, wattHours.size() - OPEN);
    }
  }

  @Test
  void shouldTakeAYearInReverse() {
    List<List<Reading>> blocks = blocks();
    Collections.reverse(blocks);
    blocks.forEach(Collections::reverse);
    try (LedgerDriver driver = driver(HORIZON)) {
      send(driver, blocks, true);
      shouldBeExact(driver);
      correctAndCheck(driver, wattHours.size() - OPEN);
    }
  }

  @Test
  void shouldTakeBlocksOfAYearInRandomOrder() {
    List<List<Reading>> blocks = blocks();
    Collections.shuffle(blocks, random);
    blocks.forEach(block -> Collections.shuffle(block, random));
    try (LedgerDriver driver = driver(HORIZON)) {
      send(driver, blocks, true);
      shouldBeExact(driver);
      correctAndCheck(driver, wattHours.size() - OPEN);
    }
  }

  @Test
  void shouldTakeEveryReadingOfAYearInRandomOrderInsideALongHorizon() {
    List<Reading> readings = readings();
    Collections.shuffle(readings, random);
    try (LedgerDriver driver = driver(Duration.ofDays(400))) {
      send(driver, inBlocks(readings), false);
      shouldBeExact(driver);
      correctAndCheck(driver, 0);
    }
  }

  private static LedgerDriver driver(Duration horizon) {
    LedgerDriver driver = new LedgerDriver(horizon);
    driver.define(
        new EnergyUnit("STEEL", "", "360100", "3120", SEOUL, List.of(Given.interval("E1"))));
    return driver;
  }

  /** Corrects 1 000 values from a quarter hour on. */
  private void correctAndCheck(LedgerDriver driver, int from) {
    List<Integer> quarters = new ArrayList<>();
    for (int i = from; i < wattHours.size(); i++) {
      quarters.add(i);
    }
    Collections.shuffle(quarters, random);
    List<Reading> corrections = new ArrayList<>();
    for (int quarter : quarters.subList(0, 1_000)) {
      wattHours.set(quarter, wattHours.get(quarter) + 1 + random.nextInt(50_000));
      corrections.add(reading(quarter));
    }
    send(driver, inBlocks(corrections), false);
    assertThat(driver.counters().get(3)).as("corrected").isEqualTo(1_000);
    shouldBeExact(driver);
  }

  private void shouldBeExact(LedgerDriver driver) {
    Map<String, Long> expected = new TreeMap<>();
    add(expected, "STEEL", SEOUL);
    for (String entity : List.of("360100", "360000", "100000", "industry-3120")) {
      add(expected, entity, LedgerDriver.ZONE);
    }
    Map<String, Long> found = new TreeMap<>();
    driver
        .energy()
        .forEach(
            (key, window) -> {
              if (!window.getGranularity().startsWith("rolling")) {
                found.put(key, amount(window));
              }
            });
    if (!found.equals(expected)) {
      found.entrySet().removeAll(expected.entrySet());
      assertThat(found).isEmpty();
      assertThat(expected).hasSize(0);
    }
  }

  private static long amount(EntityWindow window) {
    assertThat(window.getAmounts().get("electricity").getEstimated()).isZero();
    return window.getAmounts().get("electricity").getAmount();
  }

  /** Sums of every window of an entity. */
  private void add(Map<String, Long> sums, String entity, ZoneId zone) {
    for (int i = 0; i < wattHours.size(); i++) {
      long start = START + i * QUARTER;
      LocalDate day = Instant.ofEpochMilli(start).atZone(zone).toLocalDate();
      long hour = start - Math.floorMod(start, 4 * QUARTER);
      sums.put(Keys.window(entity, "15m", start), wattHours.get(i));
      sums.merge(Keys.window(entity, "1h", hour), wattHours.get(i), Long::sum);
      sums.merge(Keys.window(entity, "1d", midnight(day, zone)), wattHours.get(i), Long::sum);
      long month = midnight(day.withDayOfMonth(1), zone);
      sums.merge(Keys.window(entity, "1M", month), wattHours.get(i), Long::sum);
      long year = midnight(day.withDayOfYear(1), zone);
      sums.merge(Keys.window(entity, "1Y", year), wattHours.get(i), Long::sum);
    }
  }

  private static long midnight(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  private List<Reading> readings() {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < wattHours.size(); i++) {
      readings.add(reading(i));
    }
    return readings;
  }

  private Reading reading(int quarter) {
    return new Reading("E1", START + quarter * QUARTER, wattHours.get(quarter), 3);
  }

  private List<List<Reading>> blocks() {
    return inBlocks(readings());
  }

  private static List<List<Reading>> inBlocks(List<Reading> readings) {
    List<List<Reading>> blocks = new ArrayList<>();
    for (int from = 0; from < readings.size(); from += PER_FRAME) {
      int to = Math.min(readings.size(), from + PER_FRAME);
      blocks.add(new ArrayList<>(readings.subList(from, to)));
    }
    return blocks;
  }

  private static void send(LedgerDriver driver, List<List<Reading>> blocks, boolean backfill) {
    int number = 0;
    for (List<Reading> block : blocks) {
      driver.frame(
          new ReadingFrame(
              "F-" + number++,
              "STEEL",
              Instant.parse("2019-01-02T00:00:00Z").toEpochMilli(),
              "test",
              "",
              ReadingFrame.Action.REPORT,
              backfill,
              Optional.empty(),
              block));
    }
  }

  private static List<Long> wattHours() {
    List<Long> amounts = new ArrayList<>();
    if (Files.isReadable(CSV)) {
      try {
        Files.readAllLines(CSV).stream()
            .skip(1)
            .map(line -> new BigDecimal(line.split(",")[1]).movePointRight(3))
            .forEach(kilowattHours -> amounts.add(kilowattHours.longValueExact()));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    } else {
      Random numbers = new Random(1);
      numbers.ints(365 * 96, 0, 160_000).forEach(n -> amounts.add((long) n));
    }
    assertThat(amounts).hasSize(365 * 96);
    return amounts;
  }
}
