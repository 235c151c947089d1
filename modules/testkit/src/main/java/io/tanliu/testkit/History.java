// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.testkit;

import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import io.tanliu.oracle.Oracle;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A seeded history of one unit: what its meters would have said, and the order in which it arrives,
 * late, repeated and corrected. Counters wrap and are replaced, meters fall silent.
 *
 * @param unit the unit
 * @param arrivals readings in the order of arrival
 * @param frames the same, in frames of uneven size
 */
public record History(EnergyUnit unit, List<Reading> arrivals, List<ReadingFrame> frames) {
  /** Starts near which something happens: spring and autumn clock changes, new years, any day. */
  private static final List<String> STARTS =
      List.of(
          "2024-03-29T00:00:00Z",
          "2024-10-25T12:00:00Z",
          "2023-12-30T07:00:00Z",
          "2024-12-29T20:00:00Z",
          "2024-06-28T00:00:00Z");

  /**
   * What kind of history.
   *
   * @param length time that it spans
   * @param lateness most by which a reading is late
   */
  public record Shape(Duration length, Duration lateness) {}

  private record Arrival(long at, Reading reading) {}

  /** A history; the same for the same arguments. */
  public static History random(
      long seed, String unitId, String region, String industry, Shape shape) {
    Random random = new Random(seed);
    EnergyUnit unit = new RandomUnits(random).unit(unitId, region, industry);
    long start =
        Instant.parse(STARTS.get(random.nextInt(STARTS.size()))).toEpochMilli()
            + random.nextInt(40) * 900_000L;
    List<Arrival> arrivals = new ArrayList<>();
    for (Point point : unit.points()) {
      for (Reading reading : new Meter(random, unit, point).readings(start, shape.length())) {
        deliver(random, reading, shape.lateness(), arrivals);
      }
    }
    arrivals.sort(Comparator.comparingLong(Arrival::at));
    List<Reading> readings = arrivals.stream().map(Arrival::reading).toList();
    return new History(unit, readings, frames(random, unitId, readings));
  }

  /** 10 % come twice, 5 % come wrong and are corrected, most are in time. */
  private static void deliver(
      Random random, Reading reading, Duration lateness, List<Arrival> arrivals) {
    long at = reading.time() + delay(random, lateness);
    arrivals.add(new Arrival(at, reading));
    if (random.nextInt(10) == 0) {
      int zeros = reading.scale() < Reading.MAX_SCALE ? random.nextInt(2) : 0;
      Reading again =
          new Reading(
              reading.point(),
              reading.time(),
              zeros == 0 ? reading.value() : reading.value() * 10,
              reading.scale() + zeros);
      arrivals.add(new Arrival(reading.time() + delay(random, lateness), again));
    }
    if (random.nextInt(20) == 0) {
      Reading other =
          new Reading(
              reading.point(),
              reading.time(),
              reading.value() + random.nextInt(50),
              reading.scale());
      arrivals.add(new Arrival(reading.time() + delay(random, lateness), other));
    }
  }

  private static long delay(Random random, Duration lateness) {
    return random.nextInt(3) > 0
        ? random.nextInt(5_000)
        : (long) (random.nextDouble() * lateness.toMillis());
  }

  private static List<ReadingFrame> frames(Random random, String unit, List<Reading> readings) {
    List<ReadingFrame> frames = new ArrayList<>();
    for (int from = 0; from < readings.size(); ) {
      int to = Math.min(readings.size(), from + 1 + random.nextInt(80));
      frames.add(frame(unit, frames.size(), readings.subList(from, to)));
      from = to;
    }
    return frames;
  }

  /** A frame that was received after everything that it holds. */
  public static ReadingFrame frame(String unit, int number, List<Reading> readings) {
    long newest = readings.stream().mapToLong(Reading::time).max().orElse(0);
    return new ReadingFrame(unit + "-" + number, unit, newest, "test", List.copyOf(readings));
  }

  /** The same history, its readings in another order. */
  public History shuffled(long seed) {
    Random random = new Random(seed);
    List<Reading> mixed = new ArrayList<>(arrivals);
    Collections.shuffle(mixed, random);
    return new History(unit, mixed, frames(random, unit.id(), mixed));
  }

  /** What one meter says. */
  private static final class Meter {
    private final Random random;
    private final EnergyUnit unit;
    private final Point point;
    private final int scale;
    private final BigDecimal modulus;
    private BigDecimal counter;

    Meter(Random random, EnergyUnit unit, Point point) {
      this.random = random;
      this.unit = unit;
      this.point = point;
      this.scale = random.nextInt(4);
      this.modulus = point.modulus().orElse(null);
      this.counter =
          BigDecimal.valueOf(modulus == null ? 5_000 : modulus.longValue() - random.nextInt(900));
    }

    List<Reading> readings(long start, Duration length) {
      List<Reading> readings = new ArrayList<>();
      long time = first(start);
      long end = start + length.toMillis();
      while (time < end) {
        if (random.nextInt(25) != 0) {
          readings.add(reading(jitter(time)));
        }
        int skipped = random.nextInt(150) == 0 ? random.nextInt(40) : 0;
        for (int i = 0; i <= skipped; i++) {
          time = next(time);
        }
      }
      return readings;
    }

    /** Intervals begin on the grid of the local day. */
    private long first(long start) {
      ZonedDateTime midnight =
          Instant.ofEpochMilli(start).atZone(unit.zone()).toLocalDate().atStartOfDay(unit.zone());
      long time = midnight.toInstant().toEpochMilli();
      while (time < start && point.measure() == Measure.INTERVAL) {
        time = next(time);
      }
      return point.measure() == Measure.INTERVAL ? time : start;
    }

    private long next(long time) {
      return point.measure() == Measure.INTERVAL
          ? Oracle.intervalEnd(point, time, unit.zone())
          : time + point.interval().toMillis();
    }

    private long jitter(long time) {
      return point.measure() == Measure.INTERVAL || random.nextInt(3) == 0
          ? time
          : time + random.nextInt((int) point.interval().toMillis());
    }

    private Reading reading(long time) {
      BigDecimal number =
          point.measure() == Measure.REGISTER
              ? count()
              : BigDecimal.valueOf(random.nextInt(900_000) - (point.signed() ? 300_000 : 0), scale);
      return new Reading(
          point.id(),
          time,
          number.setScale(scale, java.math.RoundingMode.DOWN).unscaledValue().longValueExact(),
          scale);
    }

    private BigDecimal count() {
      int step = random.nextInt(60) - (point.signed() ? 20 : 0);
      counter = counter.add(BigDecimal.valueOf(step, Math.min(1, scale)));
      if (random.nextInt(300) == 0) {
        counter = BigDecimal.valueOf(random.nextInt(30));
      }
      if (modulus != null && counter.compareTo(modulus) >= 0) {
        counter = counter.subtract(modulus);
      }
      return counter;
    }
  }
}
