// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.backtest;

import io.tanliu.domain.alert.Course;
import io.tanliu.domain.alert.Judgement;
import io.tanliu.domain.alert.Level;
import io.tanliu.domain.alert.RuleBook;
import io.tanliu.domain.alert.RuleSetting;
import io.tanliu.domain.control.DaySums;
import io.tanliu.domain.control.Forecast;
import io.tanliu.domain.control.Forecaster;
import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Plan;
import io.tanliu.domain.control.Schedule;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When the rules of a yearly budget would have told of it, looking at the end of each day of a year
 * that is over at the days so far and nothing else. The schedule is linear.
 *
 * @param budget base units
 * @param told what the rules would have told, by rule and day
 */
public record BudgetDays(long budget, List<Told> told) {
  private static final int PACE_FROM = 20;
  private static final MathContext RATIO = MathContext.DECIMAL128;

  /**
   * One alert.
   *
   * @param rule the rule's code
   * @param raised the day at whose end it fired
   * @param ended the day at whose end it was resolved; empty when the year ended first
   */
  public record Told(String rule, LocalDate raised, Optional<LocalDate> ended) {}

  public BudgetDays {
    told = List.copyOf(told);
  }

  /**
   * Walks through the year.
   *
   * @param rules settings of the rules budget-pace, forecast-breach and budget-breach
   */
  public static BudgetDays of(Period year, ZoneId zone, DaySums days, long budget, RuleBook rules) {
    Rule pace = new Rule("budget-pace", rules);
    Rule forecast = new Rule("forecast-breach", rules);
    Rule breach = new Rule("budget-breach", rules);
    long start = year.start(zone);
    long length = year.end(zone) - start;
    BigDecimal limit = BigDecimal.valueOf(budget);
    long measured = 0;
    for (LocalDate day = year.first(); day.isBefore(year.after()); day = day.plusDays(1)) {
      measured = Math.addExact(measured, days.of(day).orElse(0));
      LocalDate next = day.plusDays(1);
      long at = next.atStartOfDay(zone).toInstant().toEpochMilli();
      long schedule = Schedule.at(budget, Plan.LINEAR, year, zone, at, DaySums.NONE).amount();
      if ((at - start) * PACE_FROM >= length && schedule > 0) {
        pace.step(day, at, ratio(measured, BigDecimal.valueOf(schedule)));
      }
      Optional<Forecast> said = Forecaster.at(year, zone, at, measured, days.before(next));
      if (said.isPresent()) {
        forecast.step(day, at, ratio(said.get().total(), limit));
      }
      breach.step(day, at, ratio(measured, limit));
    }
    List<Told> told = new ArrayList<>();
    for (Rule rule : List.of(pace, forecast, breach)) {
      told.addAll(rule.told());
    }
    return new BudgetDays(budget, told);
  }

  private static BigDecimal ratio(long amount, BigDecimal limit) {
    return BigDecimal.valueOf(amount).divide(limit, RATIO);
  }

  /** A rule and the course of its value. */
  private static final class Rule {
    private final RuleSetting setting;
    private final Course.Builder course = new Course.Builder();
    private final List<Told> told = new ArrayList<>();
    private Optional<LocalDate> raised = Optional.empty();

    Rule(String code, RuleBook rules) {
      setting = rules.setting(code, "", List.of(), Optional.empty());
    }

    void step(LocalDate day, long at, BigDecimal value) {
      Judgement judgement = Judgement.of(course.step(at, value).build(), setting).orElseThrow();
      boolean on = judgement.level() != Level.NONE;
      if (raised.isEmpty()
          && on
          && at - judgement.activeSince().orElse(at) >= setting.forDuration()) {
        raised = Optional.of(day);
      } else if (raised.isPresent()
          && !on
          && at - judgement.lastTrue().orElse(at) >= setting.keepFiring()) {
        told.add(new Told(setting.rule(), raised.get(), Optional.of(day)));
        raised = Optional.empty();
      }
    }

    List<Told> told() {
      List<Told> all = new ArrayList<>(told);
      raised.ifPresent(day -> all.add(new Told(setting.rule(), day, Optional.empty())));
      return all;
    }
  }
}
