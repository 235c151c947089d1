// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.course;

import io.tanliu.domain.alert.Course;
import io.tanliu.domain.control.Assumption;
import io.tanliu.domain.control.ControlFacts;
import io.tanliu.domain.control.DailyLedger;
import io.tanliu.domain.control.IntensityBase;
import io.tanliu.domain.control.IntensityForecast;
import io.tanliu.domain.control.IntensityForecasts;
import io.tanliu.domain.control.IntensityGoal;
import io.tanliu.domain.control.IntensityPair;
import io.tanliu.domain.control.IntensityUnit;
import io.tanliu.domain.control.Measured;
import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Scope;
import io.tanliu.domain.control.Shown;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.control.TargetType;
import io.tanliu.domain.control.Terms;
import io.tanliu.domain.quantity.Dimension;
import io.tanliu.domain.time.Granularity;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Intensities of the running year against last year's, their schedule, and limits of products. */
final class IntensityFindings {
  /** Days of a year after which its intensity is judged: before, a few days decide. */
  private static final int FROM = 28;

  /** Days after the end of a year in which late reports still change its judgement. */
  private static final int OPEN = 180;

  private final ControlFacts facts;
  private final DailyLedger ledger;
  private final IntensityForecasts forecasts;

  /** What several rules look at. */
  private final Map<String, Optional<IntensityPair>> pairs = new HashMap<>();

  IntensityFindings(ControlFacts facts, IntensityForecasts forecasts) {
    this.facts = facts;
    this.forecasts = forecasts;
    ledger = facts.ledger();
  }

  void of(Target target, List<Finding> found) {
    Terms terms = target.terms();
    Optional<Dimension> dimension = facts.dimension(target.quantity());
    if (dimension.isEmpty()
        || terms.denominator().isEmpty()
        || !target.isSet()
        || !terms.scope().equals(Scope.WHOLE)
        || target.period().granularity() != Granularity.YEAR) {
      return;
    }
    int running = ledger.runningDay().getYear();
    for (int year = running - 1; year <= running; year++) {
      Period judged = Period.year(year);
      LocalDate closes = judged.after().plusDays(OPEN);
      if (IntensityGoal.covers(target, judged)
          && !ledger.runningDay().isAfter(closes.plusDays(OPEN))) {
        boolean closed = ledger.runningDay().isAfter(closes);
        if (target.type() == TargetType.PRODUCT_LIMIT) {
          product(target, dimension.get(), judged, closed).ifPresent(found::add);
        } else {
          rising(target, dimension.get(), judged, closed).ifPresent(found::add);
          behind(target, dimension.get(), judged, closed).ifPresent(found::add);
          forecast(target, dimension.get(), judged).ifPresent(found::add);
        }
      }
    }
  }

  private Optional<Finding> rising(
      Target target, Dimension dimension, Period year, boolean closed) {
    return finding(
        Rules.INTENSITY_RISING,
        "rose",
        target,
        dimension,
        year,
        closed,
        (pair, before) -> before.value());
  }

  private Optional<Finding> behind(
      Target target, Dimension dimension, Period year, boolean closed) {
    int years = IntensityGoal.years(target);
    BiFunction<IntensityPair, IntensityBase, Optional<BigDecimal>> scheduled =
        (pair, before) -> IntensityGoal.of(target, before.value(), years);
    return finding(Rules.INTENSITY_BEHIND, "behind", target, dimension, year, closed, scheduled);
  }

  /** What the year as a whole will be against what is asked of it; only a warning. */
  private Optional<Finding> forecast(Target target, Dimension dimension, Period year) {
    Course.Builder course = new Course.Builder();
    Optional<IntensityForecast> newest = Optional.empty();
    Optional<BigDecimal> newestLimit = Optional.empty();
    LocalDate from = SumFindings.judgedFrom(year);
    for (LocalDate day : StepDays.of(ledger, year.first(), from, year.after())) {
      Optional<IntensityForecast> then =
          forecasts.at(
              target.quantity(),
              dimension,
              target.terms().denominator().orElseThrow(),
              target.terms().deductions(),
              year,
              day);
      Optional<BigDecimal> limit =
          then.flatMap(
              f -> IntensityGoal.ofYear(facts, target, f.before(), IntensityGoal.years(target)));
      if (limit.isPresent()) {
        course.step(ledger.start(day), Ratio.signed(then.get().value(), limit.get()));
        newest = then;
        newestLimit = limit;
      } else {
        course.unknown(ledger.start(day));
      }
    }
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    IntensityForecast last = newest.get();
    Measured energy = ledger.measure(target.quantity(), year.first(), year.after());
    GroundsOf grounds = new GroundsOf(ledger, target, year.text());
    grounds
        .figures(
            Optional.of(last.value()),
            newestLimit,
            Optional.empty(),
            IntensityUnit.of(dimension, last.under().unit()).text())
        .coverage(energy.coverage(), energy.estimated())
        .label("denominator", target.terms().denominator().orElseThrow().text())
        .label("forecastLow", Shown.of(last.low()))
        .label("forecastHigh", Shown.of(last.high()))
        .label("method", last.method());
    assumed(grounds, last.assumed());
    boolean closed = ledger.asOf() >= year.end(ledger.zone());
    return Optional.of(
        new Finding(
            Rules.FORECAST_BREACH,
            subject(target, year),
            course.build(),
            grounds.make(),
            "forecast",
            closed,
            Map.of()));
  }

  private static String subject(Target target, Period year) {
    return target.period().several() ? target.id() + "@" + year.text() : target.id();
  }

  private static void assumed(GroundsOf grounds, List<Assumption> assumed) {
    if (!assumed.isEmpty()) {
      grounds.label(
          "assumed", assumed.stream().map(Assumption::text).collect(Collectors.joining("; ")));
    }
  }

  private Optional<Finding> product(
      Target target, Dimension dimension, Period year, boolean closed) {
    return finding(
        Rules.PRODUCT_LIMIT,
        "above-limit",
        target,
        dimension,
        year,
        closed,
        (pair, before) -> target.terms().value());
  }

  private Optional<Finding> finding(
      String rule,
      String reason,
      Target target,
      Dimension dimension,
      Period year,
      boolean closed,
      BiFunction<IntensityPair, IntensityBase, Optional<BigDecimal>> limit) {
    Course.Builder course = new Course.Builder();
    boolean comparable = false;
    Optional<IntensityPair> newest = Optional.empty();
    Optional<BigDecimal> newestLimit = Optional.empty();
    BigDecimal coverage = BigDecimal.ZERO;
    LocalDate from = year.first().plusDays(FROM);
    for (LocalDate day : StepDays.of(ledger, year.first(), from, year.after())) {
      newest =
          pairs.computeIfAbsent(
              target.id() + "|" + year.text() + "|" + day,
              k -> facts.intensities().pair(target, dimension, year.first(), day));
      IntensityPair pair = newest.orElseThrow();
      IntensityBase before = IntensityBase.of(facts, target, pair, year.after());
      newestLimit = limit.apply(pair, before);
      comparable |= newestLimit.isPresent();
      coverage = pair.now().energy().coverage();
      if (!rule.equals(Rules.PRODUCT_LIMIT)) {
        coverage = coverage.min(before.coverage());
      }
      Optional<BigDecimal> bound = newestLimit;
      Optional<BigDecimal> value =
          facts.covered(coverage)
              ? pair.now().value().flatMap(v -> bound.map(b -> Ratio.signed(v, b)))
              : Optional.empty();
      if (value.isPresent()) {
        course.step(ledger.start(day), value.get());
      } else {
        course.unknown(ledger.start(day));
      }
    }
    if (!comparable) {
      return Optional.empty();
    }
    String subject = subject(target, year);
    GroundsOf grounds = new GroundsOf(ledger, target, year.text());
    grounds(grounds, newest.orElseThrow(), dimension, newestLimit, coverage);
    grounds.label("denominator", target.terms().denominator().orElseThrow().text());
    return Optional.of(
        new Finding(rule, subject, course.build(), grounds.make(), reason, closed, Map.of()));
  }

  private static void grounds(
      GroundsOf grounds,
      IntensityPair pair,
      Dimension dimension,
      Optional<BigDecimal> limit,
      BigDecimal coverage) {
    String unit =
        pair.now().under().map(u -> IntensityUnit.of(dimension, u.unit()).text()).orElse("1");
    grounds
        .figures(pair.now().value(), limit, Optional.empty(), unit)
        .coverage(coverage, pair.now().energy().estimated());
    assumed(grounds, pair.assumed());
  }
}
