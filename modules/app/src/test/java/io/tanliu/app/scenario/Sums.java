// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.scenario;

import io.tanliu.app.scenario.Story.Meter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Coal equivalent and share measured of an entity, day by day, as known at a look. Factors are
 * written here a second time, from the tables that docs/DOMAIN.md names.
 */
final class Sums {
  private static final BigDecimal QUARTERS = new BigDecimal(96);
  private static final Set<String> COAL = Set.of("coke", "raw_coal");

  /** gce per base unit (Wh, g, 10⁻³ m³, kJ): GB/T 2589-2020 appendix A. */
  private static final Map<String, BigDecimal> COAL_EQUIVALENT =
      Map.of(
          "electricity", new BigDecimal("0.1229"),
          "coke", new BigDecimal("0.9714"),
          "ldg", new BigDecimal("0.2714"),
          "natural_gas", new BigDecimal("1.3284"),
          "raw_coal", new BigDecimal("0.7143"),
          "naphtha", new BigDecimal("1.4"),
          "heat", new BigDecimal("0.03412"));

  /**
   * gCO2e per base unit: general fuels of the NDRC tables, heat 0.11 tCO2/GJ, and the grid of
   * Jiangxi by data year.
   */
  private static final Map<String, BigDecimal> EMISSION =
      Map.of(
          "natural_gas", new BigDecimal("2.16219"),
          "raw_coal", new BigDecimal("1.8689"),
          "heat", new BigDecimal("0.11"),
          "electricity 2021", new BigDecimal("0.5835"),
          "electricity 2022", new BigDecimal("0.5752"));

  /** Base units in one of the units in which the scenario's meters show: MWh, t, m³, GJ. */
  private static final Map<String, BigDecimal> BASE_UNITS =
      Map.of(
          "electricity", new BigDecimal(1_000_000),
          "coke", new BigDecimal(1_000_000),
          "ldg", new BigDecimal(1_000),
          "natural_gas", new BigDecimal(1_000),
          "raw_coal", new BigDecimal(1_000_000),
          "naphtha", new BigDecimal(1_000_000),
          "heat", new BigDecimal(1_000_000));

  private final Story story;
  private final LocalDate look;
  private final LocalDate first;
  private final Map<Meter, List<Optional<BigDecimal>>> shown = new HashMap<>();
  private final Map<String, List<Sum>> upTo = new HashMap<>();

  Sums(Story story, LocalDate look) {
    this.story = story;
    this.look = look;
    this.first = LocalDate.parse(story.head("from"));
    for (Meter meter : story.meters()) {
      List<Optional<BigDecimal>> days = new ArrayList<>();
      for (LocalDate day = first; day.isBefore(look); day = day.plusDays(1)) {
        days.add(story.shown(meter, day, look));
      }
      shown.put(meter, days);
    }
  }

  /**
   * What an entity used.
   *
   * @param amount in the quantity's base unit
   * @param measured point days that were measured
   * @param points point days that there were
   */
  record Sum(BigDecimal amount, int measured, int points) {
    static final Sum NOTHING = new Sum(BigDecimal.ZERO, 0, 0);

    Sum plus(Sum other) {
      return new Sum(amount.add(other.amount), measured + other.measured, points + other.points);
    }

    Sum minus(Sum other) {
      return new Sum(
          amount.subtract(other.amount), measured - other.measured, points - other.points);
    }

    /** True when at least nine tenths were measured. */
    boolean assessable() {
      return points > 0 && 10 * measured >= 9 * points;
    }
  }

  /**
   * The sum over {@code [from, to)}; quantity is an energy, tce, tce.coal, tce.feedstock or co2e.
   */
  Sum over(String entity, String quantity, LocalDate from, LocalDate to) {
    List<Sum> sums = upTo.computeIfAbsent(entity + ' ' + quantity, k -> running(entity, quantity));
    return sums.get(index(to)).minus(sums.get(index(from)));
  }

  /** How far the entity's readings reach: the day after the last of which one has arrived. */
  LocalDate reach(String entity) {
    LocalDate day = look;
    while (over(entity, "tce", day.minusDays(1), day).measured() == 0) {
      day = day.minusDays(1);
    }
    return day;
  }

  private int index(LocalDate day) {
    return (int) (day.toEpochDay() - first.toEpochDay());
  }

  /** Sums of all days before each day. */
  private List<Sum> running(String entity, String quantity) {
    List<Sum> sums = new ArrayList<>(List.of(Sum.NOTHING));
    for (LocalDate day = first; day.isBefore(look); day = day.plusDays(1)) {
      sums.add(sums.get(sums.size() - 1).plus(on(entity, quantity, day)));
    }
    return sums;
  }

  private Sum on(String entity, String quantity, LocalDate day) {
    Sum sum = Sum.NOTHING;
    for (Meter meter : story.meters()) {
      if (contributes(meter, quantity) && story.belongs(meter.unit(), day).contains(entity)) {
        Optional<BigDecimal> amount = shown.get(meter).get(index(day));
        sum =
            sum.plus(
                amount
                    .map(a -> new Sum(converted(meter, quantity, a, day), 1, 1))
                    .orElse(new Sum(BigDecimal.ZERO, 0, 1)));
      }
    }
    return sum;
  }

  private static boolean contributes(Meter meter, String quantity) {
    return switch (quantity) {
      case "tce" -> true;
      // Feedstock is not burnt, and own renewables emit nothing.
      case "co2e" -> meter.direction().equals("BOUGHT") || meter.direction().equals("SOLD");
      case "tce.coal" -> COAL.contains(meter.energy());
      case "tce.feedstock" -> meter.direction().equals("FEEDSTOCK");
      default -> meter.energy().equals(quantity);
    };
  }

  /** A day's amount lies evenly on its 96 quarter hours; each is converted and rounded once. */
  private static BigDecimal converted(
      Meter meter, String quantity, BigDecimal shown, LocalDate on) {
    BigDecimal quarter = shown.multiply(BASE_UNITS.get(meter.energy())).divide(QUARTERS);
    BigDecimal grams =
        factor(meter.energy(), quantity, on.getYear())
            .map(factor -> quarter.multiply(factor).setScale(0, RoundingMode.HALF_EVEN))
            .orElse(quarter);
    BigDecimal day = grams.multiply(QUARTERS);
    return meter.direction().equals("SOLD") ? day.negate() : day;
  }

  private static Optional<BigDecimal> factor(String energy, String quantity, int year) {
    if (quantity.startsWith("tce")) {
      return Optional.of(COAL_EQUIVALENT.get(energy));
    }
    String key = energy.equals("electricity") ? energy + " " + year : energy;
    return quantity.equals("co2e") ? Optional.of(EMISSION.get(key)) : Optional.empty();
  }
}
