// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.control;

import io.tanliu.avro.ControlForecast;
import io.tanliu.avro.ForecastTarget;
import io.tanliu.domain.control.ControlFacts;
import io.tanliu.domain.control.Denominator;
import io.tanliu.domain.control.Forecast;
import io.tanliu.domain.control.IntensityForecast;
import io.tanliu.domain.control.IntensityGoal;
import io.tanliu.domain.control.IntensityUnit;
import io.tanliu.domain.control.IntensityValue;
import io.tanliu.domain.control.Measured;
import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Shown;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.quantity.Dimension;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Forecasts as they are published. */
final class ForecastRecords {
  private ForecastRecords() {}

  /**
   * A forecast of a sum.
   *
   * @param targets targets of the same quantity and period, at least one
   */
  static ControlForecast of(
      String entity,
      List<Target> targets,
      Forecast forecast,
      Measured measured,
      ControlFacts facts,
      Stamp stamp) {
    Period period = targets.get(0).period();
    boolean running = facts.ledger().asOf() < period.end(facts.ledger().zone());
    return ControlForecast.newBuilder()
        .setEntity(entity)
        .setQuantity(targets.get(0).quantity())
        .setPeriod(period.text())
        .setZone(facts.ledger().zone().getId())
        .setAsOf(Instant.ofEpochMilli(stamp.asOf()))
        .setMeasured(Long.toString(forecast.measured()))
        .setValue(Long.toString(forecast.total()))
        .setLow(Long.toString(forecast.low()))
        .setHigh(Long.toString(forecast.high()))
        .setUnit(facts.dimension(targets.get(0).quantity()).map(Dimension::baseUnit).orElse(""))
        .setMethod(running ? forecast.method() : "measured")
        .setTargets(
            targets.stream()
                .filter(Target::isSet)
                .map(
                    t -> new ForecastTarget(t.id(), Long.toString(t.limit()), outlook(t, forecast)))
                .toList())
        .setCoverage(measured.coverage().doubleValue())
        .setProvisional(running || measured.provisional())
        .setAssumed(List.of())
        .setRevision(stamp.revision())
        .build();
  }

  /**
   * A forecast of an intensity.
   *
   * @param now the intensity so far
   * @param targets how it stands to the targets of it
   */
  static ControlForecast of(
      String entity,
      String quantity,
      Denominator denominator,
      Period year,
      IntensityForecast forecast,
      IntensityValue now,
      List<ForecastTarget> targets,
      ControlFacts facts,
      Stamp stamp) {
    boolean running = facts.ledger().asOf() < year.end(facts.ledger().zone());
    Dimension dimension = facts.dimension(quantity).orElseThrow();
    BigDecimal sofar = now.value().orElse(BigDecimal.ZERO);
    return ControlForecast.newBuilder()
        .setEntity(entity)
        .setQuantity(quantity)
        .setDenominator(denominator.text())
        .setPeriod(year.text())
        .setZone(facts.ledger().zone().getId())
        .setAsOf(Instant.ofEpochMilli(stamp.asOf()))
        .setMeasured(Shown.of(sofar))
        .setValue(Shown.of(forecast.value()))
        .setLow(Shown.of(forecast.low()))
        .setHigh(Shown.of(forecast.high()))
        .setUnit(IntensityUnit.of(dimension, forecast.under().unit()).text())
        .setMethod(forecast.method())
        .setTargets(targets)
        .setCoverage(now.energy().coverage().doubleValue())
        .setProvisional(running || now.energy().provisional() || forecast.under().provisional())
        .setAssumed(LampRecords.assumed(forecast.assumed()))
        .setRevision(stamp.revision())
        .build();
  }

  /** How a year stands to a target; an intensity can only be passed when its year is over. */
  static Optional<ForecastTarget> outlook(
      ControlFacts facts, Target target, IntensityForecast forecast, boolean running) {
    return IntensityGoal.ofYear(facts, target, forecast.before(), IntensityGoal.years(target))
        .map(
            goal ->
                new ForecastTarget(target.id(), Shown.of(goal), outlook(goal, forecast, running)));
  }

  private static String outlook(BigDecimal goal, IntensityForecast forecast, boolean running) {
    if (forecast.value().compareTo(goal) > 0) {
      return running ? "EXPECTED" : "PASSED";
    }
    return running && forecast.high().compareTo(goal) > 0 ? "POSSIBLE" : "WITHIN";
  }

  private static String outlook(Target target, Forecast forecast) {
    if (forecast.measured() > target.limit()) {
      return "PASSED";
    }
    if (forecast.total() > target.limit()) {
      return "EXPECTED";
    }
    return forecast.high() > target.limit() ? "POSSIBLE" : "WITHIN";
  }
}
