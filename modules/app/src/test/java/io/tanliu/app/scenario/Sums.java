// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.scenario;

import io.tanliu.app.scenario.Story.Meter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
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
  private final Map<String, Sum> days = new HashMap<>();

  Sums(Story story, LocalDate look) {
    this.story = story;
    this.look = look;
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

    /** True when at least nine tenths were measured. */
    boolean assessable() {
      return points > 0 && 10 * measured >= 9 * points;
    }
  }

  /**
   * The sum over {@code [from, to)}; quantity is an energy, tce, or tce.coal or tce.feedstock of
   * it.
   */
  Sum over(String entity, String quantity, LocalDate from, LocalDate to) {
    Sum sum = Sum.NOTHING;
    for (LocalDate day = from; day.isBefore(to); day = day.plusDays(1)) {
      sum = sum.plus(on(entity, quantity, day));
    }
    return sum;
  }

  /** How far the entity's readings reach: the day after the last of which one has arrived. */
  LocalDate reach(String entity) {
    LocalDate day = look;
    while (on(entity, "tce", day.minusDays(1)).measured() == 0) {
      day = day.minusDays(1);
    }
    return day;
  }

  Sum on(String entity, String quantity, LocalDate day) {
    return days.computeIfAbsent(
        entity + ' ' + quantity + ' ' + day, k -> compute(entity, quantity, day));
  }

  private Sum compute(String entity, String quantity, LocalDate day) {
    Sum sum = Sum.NOTHING;
    for (Meter meter : story.meters()) {
      boolean counts = story.belongs(meter.unit(), day).contains(entity);
      if (counts && contributes(meter, quantity)) {
        Optional<BigDecimal> shown = story.shown(meter, day, look);
        sum =
            sum.plus(
                shown
                    .map(amount -> new Sum(converted(meter, quantity, amount), 1, 1))
                    .orElse(new Sum(BigDecimal.ZERO, 0, 1)));
      }
    }
    return sum;
  }

  private static boolean contributes(Meter meter, String quantity) {
    return switch (quantity) {
      case "tce" -> true;
      case "tce.coal" -> COAL.contains(meter.energy());
      case "tce.feedstock" -> meter.direction().equals("FEEDSTOCK");
      default -> meter.energy().equals(quantity);
    };
  }

  /** A day's amount lies evenly on its 96 quarter hours; each is converted and rounded once. */
  private static BigDecimal converted(Meter meter, String quantity, BigDecimal shown) {
    BigDecimal quarter = shown.multiply(BASE_UNITS.get(meter.energy())).divide(QUARTERS);
    BigDecimal grams =
        quantity.startsWith("tce")
            ? quarter
                .multiply(COAL_EQUIVALENT.get(meter.energy()))
                .setScale(0, RoundingMode.HALF_EVEN)
            : quarter;
    BigDecimal day = grams.multiply(QUARTERS);
    return meter.direction().equals("SOLD") ? day.negate() : day;
  }
}
