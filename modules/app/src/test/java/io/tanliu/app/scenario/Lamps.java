// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.scenario;

import io.tanliu.app.scenario.Sums.Sum;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The lamps of the scenario's targets at one look, by the words of docs/DOMAIN.md: a total against
 * its schedule, an intensity against last year and against what the plan asks of the year and of
 * the years so far.
 */
final class Lamps {
  private static final MathContext EXACT = MathContext.DECIMAL128;
  private static final BigDecimal GRAMS = new BigDecimal(1_000_000);
  private static final BigDecimal HUNDRED = new BigDecimal(100);
  private static final Set<String> QUANTITIES = Set.of("tce", "co2e");
  private static final Set<String> POLICY = Set.of("360000", "360100");
  private static final BigDecimal MARGIN = new BigDecimal("1.10");

  private final Story story;
  private final LocalDate look;
  private final Sums sums;
  private final Figures figures;

  Lamps(Story story, LocalDate look) {
    this.story = story;
    this.look = look;
    this.sums = new Sums(story, look);
    this.figures = new Figures(story, look, Integer.parseInt(story.head("reportsAfterDays")));
  }

  /**
   * A lamp.
   *
   * @param period the year, or the years of the plan, that are judged
   * @param measured tce or tCO2e, or decline in percent
   * @param asked the schedule, or the decline asked for in percent
   */
  record Lamp(
      LocalDate look,
      String entity,
      String target,
      String period,
      String level,
      String measured,
      String asked) {
    String line() {
      return String.join(
          ",", look.minusDays(1).toString(), entity, target, period, level, measured, asked);
    }
  }

  List<Lamp> all() {
    List<Lamp> lamps = new ArrayList<>();
    for (Map<String, Object> target : story.section("targets")) {
      String quantity = Story.text(target, "quantity");
      switch (Story.text(target, "type")) {
        case "BUDGET" -> {
          if (QUANTITIES.contains(quantity)) {
            lamps.add(total(target));
          }
        }
        case "INTENSITY" -> lamps.addAll(intensity(target));
        default -> {
          // Shares and limits of products have no lamp.
        }
      }
    }
    lamps.addAll(states(lamps));
    return lamps;
  }

  /**
   * Energy and carbon as one state of an entity in the judged year: which of them warns. Province
   * and Nanchang have further targets of the policy and are left out.
   */
  private List<Lamp> states(List<Lamp> lamps) {
    Map<String, Boolean> energy = new TreeMap<>();
    Map<String, Boolean> carbon = new TreeMap<>();
    for (Lamp lamp : lamps) {
      if (lamp.period().equals(Integer.toString(year())) && !POLICY.contains(lamp.entity())) {
        boolean warns = lamp.level().equals("LEVEL_1") || lamp.level().equals("LEVEL_2");
        boolean ofCarbon = lamp.target().endsWith("CO2");
        energy.merge(lamp.entity(), warns && !ofCarbon, Boolean::logicalOr);
        carbon.merge(lamp.entity(), warns && ofCarbon, Boolean::logicalOr);
      }
    }
    List<Lamp> states = new ArrayList<>();
    energy.forEach(
        (entity, warns) -> {
          boolean both = warns && carbon.get(entity);
          String one = warns ? "ENERGY" : carbon.get(entity) ? "CARBON" : "NEITHER";
          String period = Integer.toString(year());
          states.add(new Lamp(look, entity, "*", period, both ? "BOTH" : one, "", ""));
        });
    return states;
  }

  private Lamp total(Map<String, Object> target) {
    String entity = Story.text(target, "entity");
    LocalDate from = LocalDate.of(Integer.parseInt(Story.text(target, "period")), 1, 1);
    LocalDate to = earlier(sums.reach(entity), from.plusYears(1));
    BigDecimal limit = number(target, "value").multiply(GRAMS);
    BigDecimal measured = assessed(target, entity, from, to);
    BigDecimal schedule;
    if (target.getOrDefault("schedule", "LINEAR").equals("LAST_YEAR")) {
      LocalDate before = from.minusYears(1);
      schedule =
          limit
              .multiply(assessed(target, entity, before, to.minusYears(1)))
              .divide(assessed(target, entity, before, from), EXACT);
    } else {
      schedule =
          limit
              .multiply(BigDecimal.valueOf(ChronoUnit.DAYS.between(from, to)))
              .divide(BigDecimal.valueOf(from.lengthOfYear()), EXACT);
    }
    String level = "LEVEL_3";
    String quantity = Story.text(target, "quantity");
    if (!sums.over(entity, quantity, from, to).assessable()) {
      level = "NOT_ASSESSABLE";
    } else if (quantity.equals("tce") && exempt(entity)) {
      level = "LEVEL_3";
    } else if (measured.compareTo(limit) > 0 || measured.compareTo(schedule.multiply(MARGIN)) > 0) {
      level = "LEVEL_1";
    } else if (measured.compareTo(schedule) > 0) {
      level = "LEVEL_2";
    }
    return lamp(target, Story.text(target, "period"), level, tonnes(measured), tonnes(schedule));
  }

  private BigDecimal assessed(
      Map<String, Object> target, String entity, LocalDate from, LocalDate to) {
    BigDecimal sum = sums.over(entity, Story.text(target, "quantity"), from, to).amount();
    return String.valueOf(target.get("deductions")).contains("FEEDSTOCK")
        ? sum.subtract(sums.over(entity, "tce.feedstock", from, to).amount())
        : sum;
  }

  /** A region that meets its incentive value is not judged by its total (激励目标). */
  private boolean exempt(String entity) {
    for (Map<String, Object> target : story.section("targets")) {
      boolean incentive =
          Story.text(target, "entity").equals(entity) && target.containsKey("incentive");
      if (incentive) {
        Optional<BigDecimal> decline = decline(target, entity);
        return decline.isPresent()
            && decline.get().multiply(HUNDRED).compareTo(number(target, "incentive")) >= 0;
      }
    }
    return false;
  }

  /** Each year of a plan up to the judged one, and all of them together. */
  private List<Lamp> intensity(Map<String, Object> target) {
    String entity = Story.text(target, "entity");
    String period = Story.text(target, "period");
    if (!period.contains("/")) {
      BigDecimal asked = number(target, "value").divide(HUNDRED);
      return List.of(judged(target, period, decline(target, entity), asked, 1, 1));
    }
    String last = Integer.toString(year() - 1);
    String now = Integer.toString(year());
    if (!target.containsKey("value")) {
      return Stream.of(last, now, period).map(p -> lamp(target, p, "NOT_SET", "", "")).toList();
    }
    int first = Integer.parseInt(period.substring(0, 4));
    int years = Integer.parseInt(period.substring(5)) - first + 1;
    BigDecimal asked = number(target, "value").divide(HUNDRED);
    BigDecimal before = lastYear(target, entity);
    Optional<BigDecimal> annual = decline(target, entity);
    // 1 - (1-K1)(1-K2)
    Optional<BigDecimal> cumulative =
        annual.map(
            k ->
                BigDecimal.ONE.subtract(
                    BigDecimal.ONE.subtract(before).multiply(BigDecimal.ONE.subtract(k))));
    return List.of(
        judged(target, last, Optional.of(before), asked, 1, years),
        judged(target, now, annual, asked, 1, years),
        judged(target, period, cumulative, asked, year() - first + 1, years));
  }

  /** Decline of last year against the base value of the plan. */
  private BigDecimal lastYear(Map<String, Object> target, String entity) {
    BigDecimal whole =
        intensity(target, entity, LocalDate.of(year() - 1, 1, 1), LocalDate.of(year(), 1, 1));
    return BigDecimal.ONE.subtract(whole.divide(number(target, "baseValue"), EXACT));
  }

  private int year() {
    return LocalDate.parse(story.head("judged")).getYear();
  }

  /** Decline over the days of this year so far against the same days of last year. */
  private Optional<BigDecimal> decline(Map<String, Object> target, String entity) {
    LocalDate from = LocalDate.of(year(), 1, 1);
    LocalDate to = earlier(sums.reach(entity), from.plusYears(1));
    String quantity = Story.text(target, "quantity");
    Sum now = sums.over(entity, quantity, from, to);
    Sum before = sums.over(entity, quantity, from.minusYears(1), to.minusYears(1));
    if (!now.assessable() || !before.assessable()) {
      return Optional.empty();
    }
    BigDecimal ratio =
        intensity(target, entity, from, to)
            .divide(intensity(target, entity, from.minusYears(1), to.minusYears(1)), EXACT);
    return Optional.of(BigDecimal.ONE.subtract(ratio));
  }

  /** tce or tCO2e per 10⁴ yuan. */
  private BigDecimal intensity(
      Map<String, Object> target, String entity, LocalDate from, LocalDate to) {
    BigDecimal tonnes =
        sums.over(entity, Story.text(target, "quantity"), from, to).amount().divide(GRAMS);
    BigDecimal money = figures.over(entity, Story.text(target, "denominator"), "", from, to);
    return tonnes.divide(money, EXACT);
  }

  /**
   * Behind when (1-K)^n is above (1-K_plan)^i: the same as K below 1-(1-K_plan)^(i/n), without a
   * root.
   */
  private Lamp judged(
      Map<String, Object> target,
      String period,
      Optional<BigDecimal> decline,
      BigDecimal plan,
      int i,
      int n) {
    String asked = percent(1 - Math.pow(1 - plan.doubleValue(), (double) i / n));
    if (decline.isEmpty()) {
      return lamp(target, period, "NOT_ASSESSABLE", "", asked);
    }
    BigDecimal k = decline.get();
    boolean behind =
        BigDecimal.ONE
                .subtract(k)
                .pow(n, EXACT)
                .compareTo(BigDecimal.ONE.subtract(plan).pow(i, EXACT))
            > 0;
    String level = k.signum() < 0 ? "LEVEL_1" : behind ? "LEVEL_2" : "LEVEL_3";
    return lamp(target, period, level, percent(k.doubleValue()), asked);
  }

  private Lamp lamp(
      Map<String, Object> target, String period, String level, String measured, String asked) {
    return new Lamp(
        look,
        Story.text(target, "entity"),
        Story.text(target, "id"),
        period,
        level,
        measured,
        asked);
  }

  private static BigDecimal number(Map<String, Object> row, String field) {
    return new BigDecimal(Story.text(row, field));
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }

  private static String tonnes(BigDecimal grams) {
    return grams.divide(GRAMS, 3, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String percent(double share) {
    return BigDecimal.valueOf(100 * share).setScale(3, RoundingMode.HALF_EVEN).toPlainString();
  }
}
