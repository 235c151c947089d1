// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.testkit;

import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A seeded history of one unit: what its meters would have said, and the frames in which it
 * arrives: late, repeated, corrected, withdrawn, edited by hand, loaded long afterwards. Counters
 * wrap and are replaced, meters fall silent.
 *
 * @param unit the unit
 * @param frames in the order of arrival, of uneven size
 */
public record History(EnergyUnit unit, List<ReadingFrame> frames) {
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
   * @param sparse points of few readings a day
   * @param loaded time at the beginning of which most is loaded long afterwards
   * @param dated the unit moved, and its points were other ones, at some moments in between
   */
  public record Shape(
      Duration length, Duration lateness, boolean sparse, Duration loaded, boolean dated) {

    /** A history that arrives as it happens, or late. */
    public Shape(Duration length, Duration lateness) {
      this(length, lateness, false, Duration.ZERO, false);
    }

    /** The same with points of few readings a day. */
    public Shape ofFewReadings() {
      return new Shape(length, lateness, true, loaded, dated);
    }

    /** The same, most of its beginning loaded long afterwards. */
    public Shape loadedLater(Duration beginning) {
      return new Shape(length, lateness, sparse, beginning, dated);
    }

    /** The same for a unit with a past. */
    public Shape withPast() {
      return new Shape(length, lateness, sparse, loaded, true);
    }
  }

  /** A history; the same for the same arguments. */
  public static History random(
      long seed, String unitId, String region, String industry, Shape shape) {
    Random random = new Random(seed);
    RandomUnits units = new RandomUnits(random, shape.sparse());
    EnergyUnit unit = units.unit(unitId, region, industry);
    long start =
        Instant.parse(STARTS.get(random.nextInt(STARTS.size()))).toEpochMilli()
            + random.nextInt(40) * 900_000L;
    Deliveries deliveries = new Deliveries(random, shape, start);
    for (Point point : unit.points()) {
      deliveries.deliver(new Meter(random, unit, point).readings(start, shape.length()));
    }
    List<Deliveries.Sent> sent = new ArrayList<>(deliveries.sent());
    sent.sort(Comparator.comparingLong(Deliveries.Sent::at));
    EnergyUnit dated = shape.dated() ? units.past(unit, start, shape.length()) : unit;
    return new History(dated, frames(random, unitId, sent));
  }

  private static List<ReadingFrame> frames(Random random, String unit, List<Deliveries.Sent> sent) {
    List<ReadingFrame> frames = new ArrayList<>();
    for (int from = 0; from < sent.size(); ) {
      Deliveries.Kind kind = sent.get(from).kind();
      List<Reading> readings = new ArrayList<>();
      int most = 1 + random.nextInt(80);
      for (; from < sent.size() && readings.size() < most; from++) {
        if (!sent.get(from).kind().equals(kind)) {
          break;
        }
        readings.add(sent.get(from).reading());
      }
      frames.add(frame(unit, frames.size(), kind, readings));
    }
    return frames;
  }

  private static ReadingFrame frame(
      String unit, int number, Deliveries.Kind kind, List<Reading> readings) {
    return new ReadingFrame(
        unit + "-" + number,
        unit,
        newest(readings),
        "test",
        "",
        kind.action(),
        kind.backfill(),
        kind.edit(),
        List.copyOf(readings));
  }

  /** A frame that was received after everything that it holds. */
  public static ReadingFrame frame(String unit, int number, List<Reading> readings) {
    return frame(unit, number, Deliveries.Kind.REPORT, readings);
  }

  private static long newest(List<Reading> readings) {
    return readings.stream().mapToLong(Reading::time).max().orElse(0);
  }

  /** Number of readings in all frames. */
  public long received() {
    return frames.stream().mapToLong(frame -> frame.readings().size()).sum();
  }

  /** The same readings in another order, and in other frames. */
  public History shuffled(long seed) {
    Random random = new Random(seed);
    List<Deliveries.Sent> mixed = new ArrayList<>();
    for (ReadingFrame frame : frames) {
      Deliveries.Kind kind = new Deliveries.Kind(frame.action(), frame.backfill(), frame.edit());
      frame.readings().forEach(reading -> mixed.add(new Deliveries.Sent(0, kind, reading)));
    }
    Collections.shuffle(mixed, random);
    return new History(unit, frames(random, unit.id(), mixed));
  }
}
