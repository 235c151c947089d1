// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.control;

import io.tanliu.avro.ControlForecast;
import io.tanliu.avro.ForecastTarget;
import io.tanliu.domain.control.ControlFacts;
import io.tanliu.domain.control.Deduction;
import io.tanliu.domain.control.Denominator;
import io.tanliu.domain.control.Forecast;
import io.tanliu.domain.control.Forecasts;
import io.tanliu.domain.control.IntensityForecast;
import io.tanliu.domain.control.IntensityForecasts;
import io.tanliu.domain.control.IntensityGoal;
import io.tanliu.domain.control.IntensityPair;
import io.tanliu.domain.control.Measured;
import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.control.TargetType;
import io.tanliu.domain.quantity.Dimension;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Forecasts of an entity: of the sums that targets limit, and of the intensities of the running
 * year and the one before.
 */
final class ForecastDesk {
  private static final Set<TargetType> JUDGED =
      Set.of(TargetType.INTENSITY, TargetType.PRODUCT_LIMIT);

  private ForecastDesk() {}

  /** All records, by key. */
  static Map<String, Function<Stamp, ControlForecast>> of(
      String entity, ControlFacts facts, Forecasts forecasts) {
    Map<String, Function<Stamp, ControlForecast>> all = new TreeMap<>();
    sums(entity, facts, forecasts, all);
    IntensityForecasts intensities = new IntensityForecasts(facts, forecasts);
    int running = facts.ledger().runningDay().getYear();
    for (Denominator denominator : facts.reports().denominators()) {
      for (String quantity : Results.quantities(facts, denominator)) {
        for (int year = running - 1; year <= running; year++) {
          intensity(entity, facts, intensities, quantity, denominator, Period.year(year), all);
        }
      }
    }
    return all;
  }

  private static void sums(
      String entity,
      ControlFacts facts,
      Forecasts forecasts,
      Map<String, Function<Stamp, ControlForecast>> all) {
    Map<String, List<Target>> byKey = new TreeMap<>();
    for (Target target : facts.targets()) {
      if (forecasts.of(target).isPresent()) {
        String key = String.join("|", entity, target.quantity(), target.period().text());
        byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(target);
      }
    }
    byKey.forEach(
        (key, targets) -> {
          Target first = targets.get(0);
          Forecast forecast = forecasts.of(first).orElseThrow();
          Measured measured =
              facts
                  .ledger()
                  .measure(first.quantity(), first.period().first(), first.period().after());
          all.put(key, s -> ForecastRecords.of(entity, targets, forecast, measured, facts, s));
        });
  }

  private static void intensity(
      String entity,
      ControlFacts facts,
      IntensityForecasts forecasts,
      String quantity,
      Denominator denominator,
      Period year,
      Map<String, Function<Stamp, ControlForecast>> all) {
    Optional<Dimension> dimension = facts.dimension(quantity);
    LocalDate day = facts.ledger().complete(year.after());
    if (dimension.isEmpty() || !year.first().isBefore(day)) {
      return;
    }
    List<Target> targets = targets(facts, quantity, denominator, year);
    List<Deduction> off =
        targets.isEmpty() ? List.of(Deduction.FEEDSTOCK) : targets.get(0).terms().deductions();
    Optional<IntensityPair> now =
        facts
            .intensities()
            .pair(quantity, dimension.get(), denominator, off, year.first(), year.after());
    Optional<IntensityForecast> forecast =
        forecasts.at(quantity, dimension.get(), denominator, off, year, day);
    if (forecast.isEmpty() || now.filter(n -> n.now().energy().known()).isEmpty()) {
      return;
    }
    List<ForecastTarget> outlooks = new ArrayList<>();
    boolean running = day.isBefore(year.after());
    for (Target target : targets) {
      List<Deduction> own = target.terms().deductions();
      forecasts
          .at(quantity, dimension.get(), denominator, own, year, day)
          .flatMap(f -> ForecastRecords.outlook(facts, target, f, running))
          .ifPresent(outlooks::add);
    }
    String key = String.join("|", entity, quantity + "/" + denominator.text(), year.text());
    all.put(
        key,
        s ->
            ForecastRecords.of(
                entity,
                quantity,
                denominator,
                year,
                forecast.get(),
                now.get().now(),
                outlooks,
                facts,
                s));
  }

  private static List<Target> targets(
      ControlFacts facts, String quantity, Denominator denominator, Period year) {
    return facts.targets().stream()
        .filter(
            t ->
                t.isJudged()
                    && JUDGED.contains(t.type())
                    && t.quantity().equals(quantity)
                    && t.terms().denominator().equals(Optional.of(denominator))
                    && IntensityGoal.covers(t, year))
        .toList();
  }
}
