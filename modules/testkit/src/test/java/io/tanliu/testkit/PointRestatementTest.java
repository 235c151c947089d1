// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.testkit;

import static io.tanliu.testkit.AgainstOracle.shouldEqual;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.unit.DefinitionChange.Violation;
import io.tanliu.domain.unit.Direction;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import io.tanliu.testkit.History.Shape;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A changed definition of points gives the books that would have been written by it. */
class PointRestatementTest {
  private static final TestFactors FACTORS = new TestFactors();
  private static final Duration HORIZON = Duration.ofDays(45);
  private static final long START = Instant.parse("2024-03-25T00:00:00Z").toEpochMilli();
  private static final long DAY = 86_400_000L;

  private static EnergyUnit withoutPast(EnergyUnit unit) {
    return new EnergyUnit(
        unit.id(),
        unit.name(),
        unit.region(),
        unit.industry(),
        unit.zone(),
        unit.points(),
        unit.earlierAffiliations(),
        List.of(),
        unit.offlineAfter());
  }

  @Test
  void shouldRestateEveryMeasureWhenThePastOfPointsIsEnteredAndTakenBack() {
    Shape shape = new Shape(Duration.ofDays(18), Duration.ofDays(9)).ofFewReadings().withPast();
    Long one = Long.getLong("tanliu.seed");
    LongStream seeds = one == null ? LongStream.range(0, 40).parallel() : LongStream.of(one);
    seeds.forEach(
        seed -> {
          History history = History.random(seed, "U-1", "360100", "3120", shape);
          EnergyUnit past = history.unit();
          EnergyUnit plain = withoutPast(past);
          List<ReadingFrame> frames = history.frames();
          MemoryLedger ledger = new MemoryLedger(plain, HORIZON, FACTORS);
          frames.subList(0, frames.size() / 2).forEach(ledger::take);
          assertThat(ledger.redefine(past)).isEmpty();
          frames.subList(frames.size() / 2, frames.size()).forEach(ledger::take);
          shouldEqual(ledger, past, HORIZON, frames, "seed " + seed);
          assertThat(ledger.redefine(plain)).isEmpty();
          shouldEqual(ledger, plain, HORIZON, frames, "back, seed " + seed);
        });
  }

  private static EnergyUnit counter(String multiplier, Optional<Point.Earlier> earlier) {
    Point point =
        new Point(
            "R",
            "",
            "electricity",
            Measure.REGISTER,
            PhysicalUnit.KWH,
            Duration.ofHours(1),
            1,
            Direction.BOUGHT,
            Optional.empty(),
            new BigDecimal(multiplier),
            Optional.of(new BigDecimal("1000000")),
            Optional.empty(),
            Duration.ofHours(3),
            false);
    return new EnergyUnit(
        "U",
        "U",
        "360100",
        "3120",
        ZoneId.of("Asia/Shanghai"),
        List.of(point),
        List.of(),
        earlier.stream().toList(),
        Optional.empty());
  }

  @Test
  void shouldRestateFromTheOldestKeptReadingOnAndRefuseWhatReachesFurtherBack() {
    Duration horizon = Duration.ofDays(2);
    EnergyUnit before = counter("1", Optional.empty());
    MemoryLedger ledger = new MemoryLedger(before, horizon, FACTORS);
    List<ReadingFrame> frames = new ArrayList<>();
    for (int hour = 0; hour < 24 * 10; hour++) {
      Reading reading = new Reading("R", START + hour * 3_600_000L, hour * 7L, 0);
      frames.add(History.frame("U", hour, List.of(reading)));
    }
    frames.forEach(ledger::take);
    // The last hour is 23:00 of the tenth day: all before the eighth day is settled.
    long kept = START + 7 * DAY - 3_600_000L;
    Point was = before.points().get(0);

    List<Violation> refused =
        ledger.redefine(counter("40", Optional.of(new Point.Earlier(kept - 900_000L, was))));
    assertThat(refused)
        .containsExactly(
            new Violation(
                "R",
                "multiplier",
                "40",
                "from " + Instant.ofEpochMilli(kept) + " on, or a new point id"));
    assertThat(ledger.redefine(counter("40", Optional.empty()))).hasSize(1);
    shouldEqual(ledger, before, horizon, frames, "refused");

    EnergyUnit after = counter("40", Optional.of(new Point.Earlier(kept, was)));
    assertThat(ledger.redefine(after)).isEmpty();
    shouldEqual(ledger, after, horizon, frames, "from the oldest kept reading on");
  }
}
