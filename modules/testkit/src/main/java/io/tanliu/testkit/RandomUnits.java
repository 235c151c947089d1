// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.testkit;

import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.unit.Affiliation;
import io.tanliu.domain.unit.Direction;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Estimation;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Invents units with points of every measure. */
final class RandomUnits {
  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("Asia/Shanghai"),
          ZoneId.of("+09:00"),
          ZoneId.of("Europe/Berlin"),
          ZoneId.of("Asia/Kolkata"));

  private final Random random;
  private final boolean sparse;

  /**
   * @param sparse true for points of few readings a day, whose history can be long
   */
  RandomUnits(Random random, boolean sparse) {
    this.random = random;
    this.sparse = sparse;
  }

  EnergyUnit unit(String id, String region, String industry) {
    List<Point> points = new ArrayList<>();
    int size = 1 + random.nextInt(4);
    for (int i = 0; i < size; i++) {
      points.add(point("P" + i));
    }
    return new EnergyUnit(id, id, region, industry, pick(ZONES), points);
  }

  private Point point(String id) {
    return switch (random.nextInt(3)) {
      case 0 -> register(id);
      case 1 -> interval(id);
      default -> rate(id);
    };
  }

  private Point register(String id) {
    boolean signed = random.nextInt(8) == 0;
    Optional<BigDecimal> modulus =
        signed || random.nextInt(4) == 0
            ? Optional.empty()
            : Optional.of(new BigDecimal(pick(List.of("1000", "9999.9", "100000"))));
    return new Point(
        id,
        "",
        pick(List.of("electricity", "natural_gas")),
        Measure.REGISTER,
        PhysicalUnit.WH,
        sparse
            ? pick(List.of(Duration.ofMinutes(50), Duration.ofHours(4)))
            : pick(List.of(Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofMinutes(50))),
        level(),
        direction(),
        Optional.empty(),
        new BigDecimal(pick(List.of("1", "40", "0.37", "12.345"))),
        modulus,
        random.nextBoolean() ? Optional.of(new BigDecimal("60000")) : Optional.empty(),
        pick(List.of(Duration.ofHours(1), Duration.ofMinutes(100))),
        signed);
  }

  private Point interval(String id) {
    Duration interval =
        pick(
            List.of(
                sparse ? Duration.ofHours(2) : Duration.ofMinutes(15),
                sparse ? Duration.ofMinutes(30) : Duration.ofMinutes(15),
                sparse ? Duration.ofHours(1) : Duration.ofMinutes(5),
                Duration.ofHours(1),
                Duration.ofHours(4),
                Duration.ofDays(1)));
    String energy =
        pick(
            List.of("electricity", "electricity", "raw_coal", "raw_coal", "steam", "steam", any()));
    return new Point(
        id,
        "",
        energy,
        Measure.INTERVAL,
        switch (energy) {
          case "electricity" -> PhysicalUnit.KWH;
          case "steam" -> PhysicalUnit.MJ;
          default -> PhysicalUnit.KG;
        },
        interval,
        level(),
        direction(),
        Optional.empty(),
        new BigDecimal(pick(List.of("1", "2.5"))),
        Optional.empty(),
        Optional.empty(),
        interval,
        random.nextInt(6) == 0,
        pick(List.of(Estimation.LAST_WEEK, Estimation.LAST_WEEK, Estimation.NONE)),
        Map.of());
  }

  /** Something that is no energy. */
  private String any() {
    return pick(List.of("clinker", "sf6", "co2_measured"));
  }

  private Point rate(String id) {
    boolean power = random.nextBoolean();
    Duration interval = Duration.ofMinutes((sparse ? 40 : 1) + random.nextInt(sparse ? 120 : 5));
    return new Point(
        id,
        "",
        power ? "electricity" : "natural_gas",
        Measure.RATE,
        power ? PhysicalUnit.KW : PhysicalUnit.M3_PER_H,
        interval,
        level(),
        direction(),
        Optional.empty(),
        BigDecimal.ONE,
        Optional.empty(),
        Optional.empty(),
        interval.multipliedBy(3),
        random.nextInt(4) == 0,
        pick(
            List.of(
                Estimation.LAST_WEEK, Estimation.LAST_WEEK, Estimation.LINEAR, Estimation.NONE)),
        Map.of());
  }

  /** The same unit with a past: where it belonged before, and what its points were. */
  EnergyUnit past(EnergyUnit unit, long start, Duration length) {
    List<Affiliation.Earlier> affiliations = new ArrayList<>();
    for (long until : moments(start, length)) {
      String region = pick(List.of("360102", "360111", "360481", "330108"));
      affiliations.add(
          new Affiliation.Earlier(until, new Affiliation(region, pick(List.of("3120", "2611")))));
    }
    List<Point.Earlier> points = new ArrayList<>();
    for (Point point : unit.points()) {
      moments(start, length).forEach(until -> points.add(new Point.Earlier(until, before(point))));
    }
    return new EnergyUnit(
        unit.id(),
        unit.name(),
        unit.region(),
        unit.industry(),
        unit.zone(),
        unit.points(),
        affiliations,
        points,
        unit.offlineAfter());
  }

  /** None to two quarter hours, in order. */
  private List<Long> moments(long start, Duration length) {
    int quarters = (int) (length.toMillis() / 900_000L);
    return random
        .ints(random.nextInt(3), 1, quarters)
        .sorted()
        .distinct()
        .mapToObj(n -> start + n * 900_000L)
        .toList();
  }

  private Point before(Point now) {
    boolean register = now.measure() == Measure.REGISTER;
    return new Point(
        now.id(),
        now.name(),
        now.energy(),
        now.measure(),
        now.unit(),
        now.interval(),
        random.nextInt(6) == 0 ? level() : now.level(),
        random.nextInt(4) == 0 ? direction() : now.direction(),
        now.parent(),
        new BigDecimal(pick(List.of("1", "30", "0.41"))),
        register && random.nextInt(3) == 0 ? Optional.of(new BigDecimal("20000")) : now.modulus(),
        register && random.nextBoolean()
            ? Optional.of(new BigDecimal("40000"))
            : now.ratedMaximum(),
        random.nextInt(3) == 0 ? now.maxGap().multipliedBy(2) : now.maxGap(),
        now.signed(),
        register || random.nextBoolean() ? now.estimation() : Estimation.NONE,
        now.rules());
  }

  private int level() {
    return random.nextInt(10) == 0 ? 2 : 1;
  }

  private Direction direction() {
    return random.nextInt(3) > 0
        ? Direction.BOUGHT
        : pick(
            List.of(
                Direction.SOLD, Direction.SELF_RENEWABLE, Direction.FEEDSTOCK, Direction.INTERNAL));
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
