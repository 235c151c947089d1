// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.control;

import io.tanliu.avro.ControlForecast;
import io.tanliu.avro.ForecastTarget;
import io.tanliu.domain.control.ControlFacts;
import io.tanliu.domain.control.Forecast;
import io.tanliu.domain.control.Measured;
import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.quantity.Dimension;
import java.time.Instant;
import java.util.List;

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
