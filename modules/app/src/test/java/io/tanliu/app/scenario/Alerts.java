// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.scenario;

import io.tanliu.app.scenario.Sums.Sum;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The alerts of the scenario's targets from look to look: each rule's value day by day against its
 * thresholds, times as in seeds/alert_rules.csv. What a forecast says, and alerts about data that
 * are missing, are not calculated here.
 */
final class Alerts {
  private static final MathContext EXACT = MathContext.DECIMAL128;
  private static final BigDecimal GRAMS = new BigDecimal(1_000_000);
  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final double NEVER = 9;

  /** Days of a year before an intensity or a share is judged. */
  private static final int FIRST_DAYS = 28;

  /** Thresholds and times, in days, of seeds/alert_rules.csv. */
  private static final Map<String, Rule> RULES =
      Map.of(
          "budget-breach", new Rule(NEVER, NEVER, 1, 1, 0, 0, Integer.MAX_VALUE),
          "budget-pace", new Rule(1.10, 1.05, NEVER, NEVER, 0, 0, Integer.MAX_VALUE),
          "intensity-rising", new Rule(NEVER, NEVER, 1, 0.998, 7, 1, 3),
          "intensity-behind", new Rule(1, 0.995, NEVER, NEVER, 7, 1, 3),
          "share", new Rule(0.98, 0.96, 1, 0.99, 7, 1, 3),
          "product-limit", new Rule(1, 0.99, 1.05, 1.04, 3, 1, 7));

  private final Story story;
  private final Map<String, Told> told = new TreeMap<>();
  private Sums sums;
  private Figures figures;
  private int year;

  Alerts(Story story) {
    this.story = story;
  }

  /**
   * A rule.
   *
   * @param holds days for which a level must hold before it is told
   * @param keeps days for which an alert goes on after it held last
   * @param blind days without a value after which nothing can be said
   */
  private record Rule(
      double warnAbove,
      double warnReset,
      double criticalAbove,
      double criticalReset,
      int holds,
      int keeps,
      int blind) {}

  /**
   * What staff sees of an alert at a look.
   *
   * @param state PENDING, FIRING, NO_DATA, or RESOLVED once after it was open
   * @param from the day on which the condition began to hold; null when it never fired
   * @param why of a resolution: restated, data-returned, or nothing when it ended by itself
   */
  private record Told(String state, String severity, LocalDate from, String why) {
    boolean open() {
      return state.equals("FIRING") || state.equals("NO_DATA");
    }
  }

  /** What the values say at a look. */
  private record Finding(
      int level, boolean blind, LocalDate since, LocalDate critical, LocalDate lastTrue) {}

  /** The lines of a look; looks must be asked for in their order. */
  List<String> at(LocalDate look) {
    sums = new Sums(story, look);
    figures = new Figures(story, look, Integer.parseInt(story.head("reportsAfterDays")));
    year = LocalDate.parse(story.head("judged")).getYear();
    for (Map<String, Object> target : story.section("targets")) {
      if (!target.containsKey("value")) {
        continue;
      }
      switch (Story.text(target, "type")) {
        case "BUDGET" -> {
          decide("budget-breach", target, "", false);
          decide("budget-pace", target, "", true);
        }
        case "INTENSITY" -> {
          String suffix = Story.text(target, "period").contains("/") ? "@" + year : "";
          decide("intensity-rising", target, suffix, false);
          decide("intensity-behind", target, suffix, false);
        }
        case "SHARE" -> decide("share", target, "", false);
        case "PRODUCT_LIMIT" -> decide("product-limit", target, "", false);
        default -> throw new AssertionError(target);
      }
    }
    List<String> lines = new ArrayList<>();
    told.forEach((alert, now) -> lines.add(line(look, alert, now)));
    return lines;
  }

  /**
   * What does not depend on how often somebody looked in between: severity while it fires, the day
   * in the month in which it began, and whether a breach that is gone has never been.
   */
  private static String line(LocalDate look, String alert, Told now) {
    LocalDate month = look.minusMonths(1);
    boolean firing = now.state().equals("FIRING");
    boolean dated =
        firing
            && !now.from().isBefore(month)
            // A pace is judged when readings come: when it was passed is not kept.
            && !alert.contains(",budget-pace,");
    return String.join(
        ",",
        look.minusDays(1).toString(),
        alert,
        now.state(),
        firing ? now.severity() : "",
        dated ? now.from().toString() : "",
        alert.contains(",budget-breach,") ? now.why() : "");
  }

  private void decide(
      String name, Map<String, Object> target, String suffix, boolean endsWithPeriod) {
    String entity = Story.text(target, "entity");
    String key = entity + "," + name + "," + Story.text(target, "id") + suffix;
    Rule rule = RULES.get(name);
    LocalDate from = LocalDate.of(year, 1, 1);
    LocalDate end = from.plusYears(1);
    LocalDate to = sums.reach(entity).isBefore(end) ? sums.reach(entity) : end;
    Told before = told.get(key);
    if (endsWithPeriod && !to.isBefore(end)) {
      close(key, before, false);
      return;
    }
    TreeMap<LocalDate, Optional<BigDecimal>> course = new TreeMap<>();
    for (LocalDate day = firstStep(name, from); !day.isAfter(to); day = day.plusDays(1)) {
      course.put(day, value(name, target, entity, from, day));
    }
    if (course.isEmpty()) {
      return;
    }
    Finding now = finding(course, rule);
    if (now.blind()) {
      told.put(key, new Told("NO_DATA", severity(before), from(before), ""));
    } else if (now.level() == 0) {
      boolean never =
          open(before)
              && before.from() != null
              && (now.lastTrue() == null || now.lastTrue().isBefore(before.from()));
      boolean over =
          now.lastTrue() == null || ChronoUnit.DAYS.between(now.lastTrue(), to) >= rule.keeps();
      if (never || over) {
        close(key, before, never);
      }
    } else if (!open(before) && ChronoUnit.DAYS.between(now.since(), to) < rule.holds()) {
      told.put(key, new Told("PENDING", now.level() > 1 ? "CRITICAL" : "WARNING", null, ""));
    } else {
      boolean critical =
          now.level() > 1
              && (ChronoUnit.DAYS.between(now.critical(), to) >= rule.holds()
                  || severity(before).equals("CRITICAL"));
      boolean goesOn = open(before) && before.from() != null;
      LocalDate start = goesOn ? before.from() : now.since().minusDays(1);
      told.put(key, new Told("FIRING", critical ? "CRITICAL" : "WARNING", start, ""));
    }
  }

  private static boolean open(Told before) {
    return before != null && before.open();
  }

  private static String severity(Told before) {
    return before == null ? "WARNING" : before.severity();
  }

  private static LocalDate from(Told before) {
    return before == null ? null : before.from();
  }

  /** What was open is told to be resolved once; what was pending only goes away. */
  private void close(String key, Told before, boolean restated) {
    if (open(before)) {
      String why = restated ? "restated" : before.from() == null ? "data-returned" : "";
      told.put(key, new Told("RESOLVED", before.severity(), before.from(), why));
    } else {
      told.remove(key);
    }
  }

  /** The end of the first day that is judged. */
  private static LocalDate firstStep(String rule, LocalDate from) {
    return switch (rule) {
      case "budget-breach" -> from.plusDays(1);
      // A twentieth of the year.
      case "budget-pace" -> from.plusDays(19);
      default -> from.plusDays(FIRST_DAYS);
    };
  }

  /** The rule's value over {@code [from, to)}; empty when too little was measured. */
  private Optional<BigDecimal> value(
      String rule, Map<String, Object> target, String entity, LocalDate from, LocalDate to) {
    BigDecimal asked = new BigDecimal(Story.text(target, "value"));
    switch (rule) {
      case "budget-breach":
        return Optional.of(assessed(target, entity, from, to).divide(limit(target), EXACT));
      case "budget-pace":
        return Optional.of(
            assessed(target, entity, from, to).divide(schedule(target, entity, from, to), EXACT));
      case "share":
        {
          Sum whole = sums.over(entity, "tce", from, to);
          Sum part = sums.over(entity, Story.text(target, "quantity"), from, to);
          return whole.assessable()
              ? Optional.of(
                  part.amount().divide(whole.amount(), EXACT).divide(asked.movePointLeft(2), EXACT))
              : Optional.empty();
        }
      case "product-limit":
        {
          // kgce/t; 1 at the limit, also of one below zero.
          Optional<BigDecimal> now = intensity(target, entity, from, to);
          return now.map(
              v -> ONE.add(v.movePointRight(3).subtract(asked).divide(asked.abs(), EXACT)));
        }
      default:
        {
          Optional<BigDecimal> now = intensity(target, entity, from, to);
          Optional<BigDecimal> before =
              intensity(target, entity, from.minusYears(1), to.minusYears(1));
          if (now.isEmpty() || before.isEmpty()) {
            return Optional.empty();
          }
          BigDecimal ratio = now.get().divide(before.get(), EXACT);
          if (rule.equals("intensity-rising")) {
            return Optional.of(ratio);
          }
          int years = Story.text(target, "period").contains("/") ? 5 : 1;
          double left = Math.pow(1 - asked.doubleValue() / 100, 1.0 / years);
          return Optional.of(ratio.divide(BigDecimal.valueOf(left), EXACT));
        }
    }
  }

  /** Energy per what is reported, t per its unit; empty when too little was measured. */
  private Optional<BigDecimal> intensity(
      Map<String, Object> target, String entity, LocalDate from, LocalDate to) {
    Sum sum = sums.over(entity, Story.text(target, "quantity"), from, to);
    if (!sum.assessable()) {
      return Optional.empty();
    }
    String[] under = (Story.text(target, "denominator") + ":").split(":", -1);
    BigDecimal figure = figures.over(entity, under[0], under[1], from, to);
    return Optional.of(sum.amount().divide(GRAMS).divide(figure, EXACT));
  }

  private BigDecimal assessed(
      Map<String, Object> target, String entity, LocalDate from, LocalDate to) {
    BigDecimal sum = sums.over(entity, Story.text(target, "quantity"), from, to).amount();
    return String.valueOf(target.get("deductions")).contains("FEEDSTOCK")
        ? sum.subtract(sums.over(entity, "tce.feedstock", from, to).amount())
        : sum;
  }

  private static BigDecimal limit(Map<String, Object> target) {
    return new BigDecimal(Story.text(target, "value")).multiply(GRAMS);
  }

  private BigDecimal schedule(
      Map<String, Object> target, String entity, LocalDate from, LocalDate to) {
    if (target.getOrDefault("schedule", "LINEAR").equals("LAST_YEAR")) {
      LocalDate before = from.minusYears(1);
      return limit(target)
          .multiply(assessed(target, entity, before, to.minusYears(1)))
          .divide(assessed(target, entity, before, from), EXACT);
    }
    return limit(target)
        .multiply(BigDecimal.valueOf(ChronoUnit.DAYS.between(from, to)))
        .divide(BigDecimal.valueOf(from.lengthOfYear()), EXACT);
  }

  /**
   * A level is on from where the value is beyond its threshold until it is no longer beyond its
   * reset; what is not known leaves it as it was.
   */
  private static Finding finding(TreeMap<LocalDate, Optional<BigDecimal>> course, Rule rule) {
    boolean warning = false;
    boolean critical = false;
    LocalDate warningFrom = null;
    LocalDate criticalFrom = null;
    LocalDate lastTrue = null;
    LocalDate known = null;
    for (Map.Entry<LocalDate, Optional<BigDecimal>> step : course.entrySet()) {
      if (step.getValue().isPresent()) {
        double value = step.getValue().get().doubleValue();
        known = step.getKey();
        warning = value > rule.warnAbove() || (warning && value > rule.warnReset());
        critical = value > rule.criticalAbove() || (critical && value > rule.criticalReset());
      }
      if (warning || critical) {
        lastTrue = step.getKey();
        warningFrom = warningFrom == null ? step.getKey() : warningFrom;
      } else {
        warningFrom = null;
      }
      criticalFrom = critical ? criticalFrom == null ? step.getKey() : criticalFrom : null;
    }
    LocalDate last = course.lastKey();
    LocalDate unknownSince = known == null ? course.firstKey() : known;
    boolean blind = ChronoUnit.DAYS.between(unknownSince, last) >= rule.blind();
    int level = critical ? 2 : warning ? 1 : 0;
    return new Finding(level, blind, warningFrom, criticalFrom, lastTrue);
  }
}
