// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.ledger.Line;
import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.time.Granularity;
import io.tanliu.domain.unit.Direction;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a cumulative counter promises, whatever the order of arrival. */
class RegisterPropertyTest {
  private static final long START = Instant.parse("2024-03-30T22:00:00Z").toEpochMilli();
  private static final Duration HORIZON = Duration.ofDays(45);

  private static EnergyUnit unit(String modulus) {
    return unit(modulus, "12.345", "1000000000");
  }

  private static EnergyUnit unit(String modulus, String multiplier, String rated) {
    Point point =
        new Point(
            "R",
            "",
            "electricity",
            Measure.REGISTER,
            PhysicalUnit.KWH,
            Duration.ofMinutes(15),
            1,
            Direction.BOUGHT,
            Optional.empty(),
            new BigDecimal(multiplier),
            Optional.of(new BigDecimal(modulus)),
            Optional.of(new BigDecimal(rated)),
            Duration.ofHours(1),
            false);
    return new EnergyUnit("U", "U", "360100", "3120", ZoneId.of("Europe/Berlin"), List.of(point));
  }

  private static long year(MemoryLedger ledger) {
    long start = Granularity.YEAR.start(START, ZoneId.of("Europe/Berlin"));
    return ledger.windows.get(Granularity.YEAR, start).lines().get("electricity:bought").amount();
  }

  private static long wattHours(BigDecimal counter) {
    return counter
        .multiply(new BigDecimal("12345"))
        .setScale(0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }

  @Test
  void shouldSumToLastMinusFirstPlusTheWrapsInAnyOrderOfArrival() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<Reading> readings = new ArrayList<>();
      BigDecimal modulus = new BigDecimal("1000");
      BigDecimal first = BigDecimal.valueOf(random.nextInt(999_999), 3);
      BigDecimal counter = first;
      long time = START;
      int wraps = 0;
      for (int i = 0; i < 120; i++) {
        readings.add(new Reading("R", time, counter.movePointRight(3).longValueExact(), 3));
        if (i < 119) {
          time += 1 + random.nextInt(3_000_000);
          counter = counter.add(BigDecimal.valueOf(random.nextInt(60_000), 3));
          if (counter.compareTo(modulus) >= 0) {
            counter = counter.subtract(modulus);
            wraps++;
          }
        }
      }
      long expected = wattHours(counter) - wattHours(first) + wraps * wattHours(modulus);
      Collections.shuffle(readings, random);
      MemoryLedger ledger = new MemoryLedger(unit("1000"), HORIZON, new TestFactors());
      int n = 0;
      for (Reading reading : readings) {
        ledger.take(History.frame("U", n++, List.of(reading)));
      }
      assertThat(year(ledger)).as("seed %d, %d wraps", seed, wraps).isEqualTo(expected);
      assertThat(wraps).isPositive();
      assertThat(ledger.unitBook.accounts().resets()).isZero();
    }
  }

  /**
   * Wrong numbers that are corrected and readings that are withdrawn leave no trace: what remains
   * sums to last minus first, in whatever order the readings come.
   */
  @Test
  void shouldSumToLastMinusFirstWhateverWasCorrectedAndWithdrawnInBetween() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      long counter = random.nextInt(999);
      long first = counter;
      int wraps = 0;
      List<List<ReadingFrame>> byReading = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        byReading.add(story(random, START + i * 600_000L, counter, i > 0 && i < 99));
        if (i < 99) {
          counter += random.nextInt(60);
          wraps += (int) (counter / 1000);
          counter %= 1000;
        }
      }
      MemoryLedger ledger = new MemoryLedger(unit("1000"), HORIZON, new TestFactors());
      while (!byReading.isEmpty()) {
        List<ReadingFrame> next = byReading.get(random.nextInt(byReading.size()));
        ledger.take(next.remove(0));
        byReading.removeIf(List::isEmpty);
      }
      assertThat(year(ledger))
          .as("seed %d, %d wraps", seed, wraps)
          .isEqualTo((counter - first + wraps * 1000L) * 12_345);
      assertThat(wraps).isPositive();
      assertThat(ledger.unitBook.accounts().corrected()).isPositive();
    }
  }

  /** What arrives for one reading: wrong numbers, the right one, perhaps its withdrawal. */
  private static List<ReadingFrame> story(Random random, long time, long right, boolean mayGo) {
    List<ReadingFrame> frames = new ArrayList<>();
    for (int wrong = random.nextInt(6) - 3; wrong > 0; wrong--) {
      frames.add(report(time, random.nextInt(1000)));
      if (random.nextInt(3) == 0) {
        frames.add(withdraw(time));
      }
    }
    frames.add(report(time, right));
    if (mayGo && random.nextInt(8) == 0) {
      frames.add(withdraw(time));
    }
    return frames;
  }

  private static ReadingFrame report(long time, long value) {
    return History.frame("U", 0, List.of(new Reading("R", time, value, 0)));
  }

  private static ReadingFrame withdraw(long time) {
    ReadingFrame named = report(time, 0);
    return new ReadingFrame(
        named.frameId(),
        named.unit(),
        named.receivedAt(),
        named.source(),
        named.gateway(),
        ReadingFrame.Action.WITHDRAW,
        false,
        Optional.empty(),
        named.readings());
  }

  @Test
  void shouldLeaveNoTraceOfACorrectionThatIsTakenBack() {
    MemoryLedger ledger = new MemoryLedger(unit("1000"), HORIZON, new TestFactors());
    for (int i = 0; i < 20; i++) {
      ledger.take(History.frame("U", i, List.of(new Reading("R", START + i * 700_000L, i, 0))));
    }
    long before = year(ledger);
    Reading wrong = new Reading("R", START + 7 * 700_000L, 900, 0);
    ledger.take(History.frame("U", 30, List.of(wrong)));
    assertThat(year(ledger)).isNotEqualTo(before);
    ledger.take(History.frame("U", 31, List.of(new Reading("R", wrong.time(), 7, 0))));
    assertThat(year(ledger)).isEqualTo(before);
    for (long at = Granularity.base(START); at < START + 19 * 700_000L; at += Granularity.BASE) {
      Line line =
          ledger.windows.get(Granularity.QUARTER_HOUR, at).lines().get("electricity:bought");
      assertThat(line.covered()).isBetween(1L, Granularity.BASE);
      assertThat(line.estimated()).isZero();
    }
  }

  /** The newest reading before the horizon stays: it is the neighbour of the first late one. */
  @Test
  void shouldKeepTheNeighbourOfTheFirstReadingInsideTheHorizon() {
    MemoryLedger ledger = new MemoryLedger(unit("1000000"), Duration.ofDays(2), new TestFactors());
    int n = 0;
    for (int hour = 0; hour < 24 * 10; hour++) {
      Reading reading = new Reading("R", START + hour * 3_600_000L, hour, 0);
      ledger.take(History.frame("U", n++, List.of(reading)));
    }
    assertThat(ledger.readings.readings()).isBetween(48, 24 * 3 + 2);
    long sum = year(ledger);
    long newest = START + (24 * 10 - 1) * 3_600_000L;
    Reading late = new Reading("R", newest - Duration.ofDays(2).toMillis() + 1, 191_500, 3);
    ledger.take(History.frame("U", n++, List.of(late)));
    assertThat(year(ledger)).as("a reading between two splits their difference").isEqualTo(sum);
    assertThat(ledger.unitBook.accounts().accepted()).isEqualTo(241);
    Reading tooLate = new Reading("R", newest - Duration.ofDays(2).toMillis() - 1, 191_500, 3);
    assertThat(ledger.take(History.frame("U", n, List.of(tooLate))).rejections()).hasSize(1);
    assertThat(year(ledger)).isEqualTo(sum);
  }

  @Test
  void shouldKeepTheNeighbourEvenWhenNothingElseIsOlderThanTheHorizon() {
    MemoryLedger ledger = new MemoryLedger(unit("1000000"), Duration.ofDays(2), new TestFactors());
    ledger.take(History.frame("U", 0, List.of(new Reading("R", START, 0, 0))));
    long newest = START + Duration.ofDays(5).toMillis();
    ledger.take(History.frame("U", 1, List.of(new Reading("R", newest, 500, 0))));
    long sum = year(ledger);
    long inside = newest - Duration.ofDays(1).toMillis();
    ledger.take(History.frame("U", 2, List.of(new Reading("R", inside, 400, 0))));
    assertThat(year(ledger)).isEqualTo(sum).isEqualTo(500 * 12_345L);
  }

  /** 1 000 kWh counter at 100 kW: 950 to 50 in an hour is possible, 950 to 51 is not. */
  @Test
  void shouldTakeADropAsARolloverUpToTheRatedMaximumAndNotBeyond() {
    for (long last : new long[] {50, 51}) {
      EnergyUnit unit = unit("1000", "1", "100");
      MemoryLedger ledger = new MemoryLedger(unit, HORIZON, new TestFactors());
      Reading before = new Reading("R", START, 950, 0);
      ledger.take(
          History.frame("U", 0, List.of(before, new Reading("R", START + 3_600_000L, last, 0))));
      assertThat(year(ledger)).isEqualTo(last == 50 ? 100_000 : 0);
      assertThat(ledger.unitBook.accounts().resets()).isEqualTo(last == 50 ? 0 : 1);
    }
  }
}
