// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.unit.Direction;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The history of which the first version of the ledger has read three quarters, and left its state
 * behind in {@code yesterday-*.gz}.
 */
final class YesterdaysReadings {
  static final EnergyUnit UNIT =
      new EnergyUnit(
          "U-1",
          "U-1",
          "360102",
          "3120",
          ZoneId.of("Europe/Berlin"),
          List.of(
              point("R", Measure.REGISTER, PhysicalUnit.KWH, Optional.of(new BigDecimal("1000"))),
              point("I", Measure.INTERVAL, PhysicalUnit.KWH, Optional.empty()),
              point("P", Measure.RATE, PhysicalUnit.KW, Optional.empty())));

  private static final int IN_ONE_FRAME = 30;

  private YesterdaysReadings() {}

  private static Point point(
      String id, Measure measure, PhysicalUnit unit, Optional<BigDecimal> modulus) {
    return new Point(
        id,
        "",
        "electricity",
        measure,
        unit,
        Duration.ofMinutes(15),
        1,
        Direction.BOUGHT,
        Optional.empty(),
        new BigDecimal("0.37"),
        modulus,
        Optional.empty(),
        Duration.ofMinutes(40),
        false);
  }

  private record Arrival(long at, Reading reading) {}

  /** Nine days across the change of clocks, some readings up to a day late, some corrected. */
  static List<List<Reading>> frames() {
    Random random = new Random(20240331);
    List<Arrival> arrivals = new ArrayList<>();
    for (Point point : UNIT.points()) {
      long counter = 990;
      long time = Given.at("2024-03-25T00:00:00Z");
      while (time < Given.at("2024-04-03T00:00:00Z")) {
        counter = (counter + random.nextInt(9)) % 1_000;
        long value = point.measure() == Measure.REGISTER ? counter : random.nextInt(500);
        deliver(random, new Reading(point.id(), time, value, 0), arrivals);
        boolean silent = random.nextInt(70) == 0;
        time += 900_000L * (silent ? 2 + random.nextInt(30) : 1);
      }
    }
    arrivals.sort(Comparator.comparingLong(Arrival::at));
    List<List<Reading>> frames = new ArrayList<>();
    for (int from = 0; from < arrivals.size(); from += IN_ONE_FRAME) {
      int to = Math.min(arrivals.size(), from + IN_ONE_FRAME);
      frames.add(arrivals.subList(from, to).stream().map(Arrival::reading).toList());
    }
    return frames;
  }

  private static void deliver(Random random, Reading reading, List<Arrival> arrivals) {
    arrivals.add(new Arrival(reading.time() + delay(random), reading));
    if (random.nextInt(12) == 0) {
      long other = reading.value() + random.nextInt(3);
      Reading again = new Reading(reading.point(), reading.time(), other, 0);
      arrivals.add(new Arrival(reading.time() + delay(random), again));
    }
  }

  private static long delay(Random random) {
    return random.nextInt(4) == 0 ? random.nextInt(86_400_000) : random.nextInt(5_000);
  }
}
