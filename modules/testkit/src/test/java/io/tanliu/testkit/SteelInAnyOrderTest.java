// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.ledger.Line;
import io.tanliu.domain.ledger.WindowRow;
import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.time.Granularity;
import io.tanliu.domain.unit.Direction;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
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
    MemoryLedger ledger = ledger(HORIZON);
    send(ledger, blocks(), false);
    send(ledger, blocks(), true);
    shouldBeExact(ledger);
    assertThat(ledger.unitBook.accounts().accepted()).isEqualTo(wattHours.size());
    correctAndCheck(ledger, wattHours.size() - OPEN);
  }

  @Test
  void shouldTakeAYearInReverse() {
    List<List<Reading>> blocks = blocks();
    Collections.reverse(blocks);
    blocks.forEach(Collections::reverse);
    MemoryLedger ledger = ledger(HORIZON);
    send(ledger, blocks, true);
    shouldBeExact(ledger);
    correctAndCheck(ledger, wattHours.size() - OPEN);
  }

  @Test
  void shouldTakeBlocksOfAYearInRandomOrder() {
    List<List<Reading>> blocks = blocks();
    Collections.shuffle(blocks, random);
    blocks.forEach(block -> Collections.shuffle(block, random));
    MemoryLedger ledger = ledger(HORIZON);
    send(ledger, blocks, true);
    shouldBeExact(ledger);
    correctAndCheck(ledger, wattHours.size() - OPEN);
  }

  @Test
  void shouldTakeEveryReadingOfAYearInRandomOrderInsideALongHorizon() {
    List<Reading> readings = readings();
    Collections.shuffle(readings, random);
    MemoryLedger ledger = ledger(Duration.ofDays(400));
    send(ledger, inBlocks(readings), false);
    shouldBeExact(ledger);
    correctAndCheck(ledger, 0);
  }

  private static MemoryLedger ledger(Duration horizon) {
    Point point =
        new Point(
            "E1",
            "",
            "electricity",
            Measure.INTERVAL,
            PhysicalUnit.KWH,
            Duration.ofMinutes(15),
            1,
            Direction.BOUGHT,
            Optional.empty(),
            BigDecimal.ONE,
            Optional.empty(),
            Optional.empty(),
            Duration.ofHours(1),
            false);
    EnergyUnit unit = new EnergyUnit("STEEL", "", "360100", "3120", SEOUL, List.of(point));
    return new MemoryLedger(unit, horizon, new TestFactors());
  }

  /** Corrects 1 000 values from a quarter hour on. */
  private void correctAndCheck(MemoryLedger ledger, int from) {
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
    send(ledger, inBlocks(corrections), false);
    assertThat(ledger.unitBook.accounts().corrected()).isEqualTo(1_000);
    shouldBeExact(ledger);
  }

  private record Window(Granularity granularity, long start) {}

  private void shouldBeExact(MemoryLedger ledger) {
    Map<Window, Long> expected = sums();
    Map<Window, Long> found = new HashMap<>();
    for (Window window : expected.keySet()) {
      WindowRow row = ledger.windows.get(window.granularity(), window.start());
      Line line = row.lines().get("electricity:bought");
      assertThat(line.estimated()).isZero();
      found.put(window, line.amount());
    }
    if (!found.equals(expected)) {
      found.entrySet().removeAll(expected.entrySet());
      assertThat(found).isEmpty();
    }
  }

  /** The sum of every window, by the start that the calendar of the plant gives it. */
  private Map<Window, Long> sums() {
    Map<Window, Long> sums = new HashMap<>();
    for (int i = 0; i < wattHours.size(); i++) {
      long start = START + i * QUARTER;
      long amount = wattHours.get(i);
      LocalDate day = Instant.ofEpochMilli(start).atZone(SEOUL).toLocalDate();
      long hour = start - Math.floorMod(start, 4 * QUARTER);
      sums.put(new Window(Granularity.QUARTER_HOUR, start), amount);
      sums.merge(new Window(Granularity.HOUR, hour), amount, Long::sum);
      sums.merge(new Window(Granularity.DAY, midnight(day)), amount, Long::sum);
      sums.merge(new Window(Granularity.MONTH, midnight(day.withDayOfMonth(1))), amount, Long::sum);
      sums.merge(new Window(Granularity.YEAR, midnight(day.withDayOfYear(1))), amount, Long::sum);
    }
    return sums;
  }

  private static long midnight(LocalDate day) {
    return day.atStartOfDay(SEOUL).toInstant().toEpochMilli();
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

  private static void send(MemoryLedger ledger, List<List<Reading>> blocks, boolean backfill) {
    int number = 0;
    for (List<Reading> block : blocks) {
      ledger.take(
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
        throw new UncheckedIOException(e);
      }
    } else {
      Random numbers = new Random(1);
      numbers.ints(365 * 96, 0, 160_000).forEach(n -> amounts.add((long) n));
    }
    assertThat(amounts).hasSize(365 * 96);
    return amounts;
  }
}
