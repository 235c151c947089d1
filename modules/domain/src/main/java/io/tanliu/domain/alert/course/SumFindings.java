// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.course;

import io.tanliu.domain.alert.Course;
import io.tanliu.domain.alert.Level;
import io.tanliu.domain.alert.Threshold;
import io.tanliu.domain.control.ControlFacts;
import io.tanliu.domain.control.DailyLedger;
import io.tanliu.domain.control.DeductionLine;
import io.tanliu.domain.control.Exemptions;
import io.tanliu.domain.control.Forecast;
import io.tanliu.domain.control.Forecasts;
import io.tanliu.domain.control.Lamps;
import io.tanliu.domain.control.Measured;
import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Plan;
import io.tanliu.domain.control.Scope;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.control.TargetType;
import io.tanliu.domain.quantity.Dimension;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Sums against limits and schedules. Budgets of a plain sum over a month or year are judged by the
 * ledger itself; here are those with deductions, of several years, and what is foretold of all.
 */
final class SumFindings {
  /** Share of a period that must have passed before a pace or a forecast is judged: 1/20. */
  private static final int FROM = 20;

  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final BigDecimal ZERO = BigDecimal.ZERO;

  private final ControlFacts facts;
  private final Forecasts forecasts;
  private final DailyLedger ledger;
  private Exemptions exemptions;

  SumFindings(ControlFacts facts, Forecasts forecasts) {
    this.facts = facts;
    this.forecasts = forecasts;
    ledger = facts.ledger();
  }

  void of(Target target, List<Finding> found) {
    Period period = target.period();
    boolean begun = ledger.asOf() >= period.start(ledger.zone());
    if (!begun || !target.isSet() || !target.terms().scope().equals(Scope.WHOLE)) {
      return;
    }
    switch (target.type()) {
      case BUDGET -> {
        if (!target.isBudget()) {
          found.add(sum(Rules.BUDGET_BREACH, target, "breached"));
        }
        // The ledger has no days of last year, by which such a schedule goes.
        if (!target.isBudget() || target.terms().plan().shape() == Plan.Shape.LAST_YEAR) {
          found.add(pace(target));
        }
        forecast(Rules.FORECAST_BREACH, target, "forecast", found);
        if (facts.targets().stream().anyMatch(Exemptions::possible) && Lamps.judges(target)) {
          found.add(exempt(target));
        }
      }
      case APPROVED_ENERGY -> found.add(sum(Rules.APPROVED_ENERGY, target, "above-approved"));
      default -> {
        // Other targets are no sums.
      }
    }
  }

  private long assessed(Target target, LocalDate to) {
    LocalDate first = target.period().first();
    long sum = ledger.measure(target.quantity(), first, to).amount();
    return Math.subtractExact(sum, deducted(target, to));
  }

  private long deducted(Target target, LocalDate to) {
    long sum = 0;
    for (DeductionLine line :
        facts
            .deductions()
            .ofTotal(target.quantity(), target.terms().deductions(), target.period().first(), to)) {
      sum = Math.addExact(sum, line.amount());
    }
    return sum;
  }

  private boolean ended(Period period) {
    return ledger.asOf() >= period.end(ledger.zone());
  }

  private Finding sum(String rule, Target target, String reason) {
    Period period = target.period();
    Course.Builder course = new Course.Builder();
    OptionalLong crossed = OptionalLong.empty();
    long last = Long.MIN_VALUE;
    for (LocalDate day : StepDays.of(ledger, period.first(), period.first(), period.after())) {
      last = ledger.start(day);
      long assessed = assessed(target, day);
      if (crossed.isEmpty() && assessed > target.limit()) {
        crossed = OptionalLong.of(ledger.start(day.minusDays(1)));
      }
      course.step(last, Ratio.of(assessed, target.limit()).orElseThrow());
    }
    long now = assessed(target, period.after());
    if (!ended(period) && ledger.asOf() > last) {
      course.step(ledger.asOf(), Ratio.of(now, target.limit()).orElseThrow());
    }
    return new Finding(
        rule,
        target.id(),
        course.build(),
        grounds(target)
            .amounts(now, OptionalLong.of(target.limit()), OptionalLong.empty(), unit(target))
            .crossedAt(crossed)
            .make(),
        reason,
        false,
        Map.of());
  }

  private Finding pace(Target target) {
    Period period = target.period();
    Course.Builder course = new Course.Builder();
    long last = Long.MIN_VALUE;
    for (LocalDate day : StepDays.of(ledger, period.first(), judgedFrom(period), period.after())) {
      last = ledger.start(day);
      step(course, last, assessed(target, day), allowed(target, last));
    }
    long now = assessed(target, period.after());
    long allowed = allowed(target, ledger.asOf());
    if (!ended(period)
        && ledger.asOf() > last
        && ledger.asOf() >= ledger.start(judgedFrom(period))) {
      step(course, ledger.asOf(), now, allowed);
    }
    BigDecimal margin = target.paceMargin();
    return new Finding(
        Rules.BUDGET_PACE,
        target.id(),
        course.build(),
        grounds(target)
            .amounts(now, OptionalLong.of(target.limit()), OptionalLong.of(allowed), unit(target))
            .make(),
        "ahead",
        ended(period),
        Map.of(
            Level.WARNING,
            new Threshold(BigDecimal.ONE.add(margin), BigDecimal.ONE.add(margin.divide(TWO)))));
  }

  /**
   * Says of a total whose intensity meets the incentive value that it is not judged, from when on
   * it would have been warned of: the larger of sum over schedule and forecast over limit. It mutes
   * the alerts of that budget, whoever finds them. Without the exemption it is 0.
   */
  private Finding exempt(Target target) {
    if (exemptions == null) {
      exemptions = Exemptions.of(facts);
    }
    Period period = target.period();
    Course.Builder course = new Course.Builder();
    boolean holds = exemptions.holds(target);
    for (LocalDate day : StepDays.of(ledger, period.first(), judgedFrom(period), period.after())) {
      long at = ledger.start(day);
      BigDecimal ahead = Ratio.of(assessed(target, day), allowed(target, at)).orElse(ZERO);
      course.step(at, holds ? ahead.max(foretold(target, day)) : ZERO);
    }
    return new Finding(
        Rules.BUDGET_EXEMPT,
        target.id(),
        course.build(),
        grounds(target)
            .amounts(
                assessed(target, period.after()),
                OptionalLong.of(target.limit()),
                OptionalLong.of(allowed(target, ledger.asOf())),
                unit(target))
            .make(),
        "exempt",
        false,
        Map.of());
  }

  private BigDecimal foretold(Target target, LocalDate day) {
    return target.period().several()
        ? ZERO
        : forecasts
            .at(target.quantity(), target.period(), day)
            .flatMap(f -> Ratio.of(f.total() - deducted(target, day), target.limit()))
            .orElse(ZERO);
  }

  private static void step(Course.Builder course, long at, long sum, long allowed) {
    Optional<BigDecimal> ratio = Ratio.of(sum, allowed);
    if (ratio.isPresent()) {
      course.step(at, ratio.get());
    } else {
      course.unknown(at);
    }
  }

  static LocalDate judgedFrom(Period period) {
    long days = period.after().toEpochDay() - period.first().toEpochDay();
    return period.first().plusDays((days + FROM - 1) / FROM);
  }

  private long allowed(Target target, long at) {
    return facts.allowed(target, at);
  }

  /** What is only foretold is a warning, never a breach. */
  private void forecast(String rule, Target target, String reason, List<Finding> found) {
    Period period = target.period();
    if (period.several()) {
      return;
    }
    Course.Builder course = new Course.Builder();
    Optional<Forecast> newest = Optional.empty();
    long deducted = 0;
    for (LocalDate day : StepDays.of(ledger, period.first(), judgedFrom(period), period.after())) {
      Optional<Forecast> forecast = forecasts.at(target.quantity(), period, day);
      long at = ledger.start(day);
      if (forecast.isPresent()) {
        deducted = deducted(target, day);
        course.step(at, Ratio.of(forecast.get().total() - deducted, target.limit()).orElseThrow());
        newest = forecast;
      } else {
        course.unknown(at);
      }
    }
    if (newest.isEmpty()) {
      return;
    }
    GroundsOf grounds =
        grounds(target)
            .amounts(
                newest.get().total() - deducted,
                OptionalLong.of(target.limit()),
                OptionalLong.empty(),
                unit(target))
            .label("forecastLow", Long.toString(newest.get().low() - deducted))
            .label("forecastHigh", Long.toString(newest.get().high() - deducted))
            .label("measured", Long.toString(newest.get().measured() - deducted))
            .label("method", newest.get().method());
    target.terms().surrenderBy().ifPresent(d -> grounds.label("surrenderBy", d.toString()));
    boolean closed = ended(period) && target.type() == TargetType.BUDGET;
    found.add(
        new Finding(rule, target.id(), course.build(), grounds.make(), reason, closed, Map.of()));
  }

  private GroundsOf grounds(Target target) {
    Period period = target.period();
    Measured measured = ledger.measure(target.quantity(), period.first(), period.after());
    return new GroundsOf(ledger, target, period.text())
        .coverage(measured.coverage(), measured.estimated());
  }

  private String unit(Target target) {
    return facts.dimension(target.quantity()).map(Dimension::baseUnit).orElse("");
  }
}
