// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.control;

import io.tanliu.avro.DeductionAmount;
import io.tanliu.avro.ForecastRange;
import io.tanliu.avro.TargetLamp;
import io.tanliu.domain.control.Assumption;
import io.tanliu.domain.control.DeductionLine;
import io.tanliu.domain.control.EntityLamps;
import io.tanliu.domain.control.Forecast;
import io.tanliu.domain.control.IntensityUnit;
import io.tanliu.domain.control.Lamp;
import io.tanliu.domain.control.LampEvidence;
import io.tanliu.domain.control.LampEvidence.Comparison;
import io.tanliu.domain.control.LampKind;
import io.tanliu.domain.control.Reported;
import io.tanliu.domain.control.Shown;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.quantity.Dimension;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Lamps as they are published. */
final class LampRecords {
  private LampRecords() {}

  /**
   * The lamps of a period.
   *
   * @param stamp event time and revision
   * @param forecasts what the end of the period will bring for a target
   */
  static io.tanliu.avro.EntityLamps of(
      String entity,
      EntityLamps lamps,
      String zone,
      Stamp stamp,
      Function<String, Optional<Dimension>> dimensions,
      Function<Target, Optional<Forecast>> forecasts) {
    return io.tanliu.avro.EntityLamps.newBuilder()
        .setEntity(entity)
        .setPeriod(lamps.period().text())
        .setZone(zone)
        .setAsOf(Instant.ofEpochMilli(stamp.asOf()))
        .setState(lamps.state().name())
        .setEnergyTotal(lamps.level(LampKind.ENERGY_TOTAL).name())
        .setEnergyIntensity(lamps.level(LampKind.ENERGY_INTENSITY).name())
        .setCarbonTotal(lamps.level(LampKind.CARBON_TOTAL).name())
        .setCarbonIntensity(lamps.level(LampKind.CARBON_INTENSITY).name())
        .setLamps(
            lamps.lamps().stream()
                .map(
                    lamp ->
                        lamp(
                            lamp,
                            lamps,
                            stamp,
                            dimensions.apply(lamp.target().quantity()).orElseThrow(),
                            lamp.kind().intensity()
                                ? Optional.empty()
                                : forecasts.apply(lamp.target())))
                .toList())
        .build();
  }

  private static TargetLamp lamp(
      Lamp lamp,
      EntityLamps period,
      Stamp stamp,
      Dimension dimension,
      Optional<Forecast> forecast) {
    LampEvidence evidence = lamp.evidence();
    Target target = lamp.target();
    TargetLamp.Builder made =
        TargetLamp.newBuilder()
            .setKind(lamp.kind().name())
            .setTarget(target.id())
            .setQuantity(target.quantity())
            .setLevel(lamp.level().name())
            .setReason(lamp.reason().code())
            .setNature(target.terms().nature().name())
            .setExempt(lamp.unexempted().isPresent())
            .setLevelUnexempted(lamp.unexempted().map(r -> r.level().name()).orElse(null))
            .setMeasured(evidence.measured())
            .setDeductions(deductions(evidence.deductions()))
            .setAssessed(evidence.assessed())
            .setUnit(dimension.baseUnit())
            .setLimit(number(evidence.limit()))
            .setSchedule(number(evidence.schedule()))
            .setDecline(shown(evidence.decline()))
            .setRequired(shown(evidence.required()))
            .setProgress(shown(evidence.progress()))
            .setForecast(forecast.map(f -> range(f, dimension)).orElse(null))
            .setCoverage(evidence.coverage().doubleValue())
            .setEstimated(evidence.estimated().doubleValue())
            .setProvisional(evidence.provisional())
            .setAssumed(assumed(evidence.assumed()))
            .setRevision(stamp.revision())
            .setSource(target.source())
            .setContradicts(target.terms().origin().contradicts())
            .setDeadline(period.period().after().minusDays(1).toString());
    evidence.intensity().ifPresent(i -> intensity(made, target, i, dimension));
    return made.build();
  }

  private static void intensity(
      TargetLamp.Builder made, Target target, Comparison comparison, Dimension dimension) {
    Optional<Reported> under = comparison.now().under();
    made.setDenominator(target.terms().denominator().orElseThrow().text())
        .setDenominatorValue(under.map(u -> Shown.of(u.value())).orElse(null))
        .setDenominatorUnit(under.map(Reported::unit).orElse(null))
        .setPriceBase(under.flatMap(Reported::priceBase).orElse(null))
        .setValue(shown(comparison.now().value()))
        .setPrevious(shown(comparison.previous()))
        .setValueUnit(under.map(u -> IntensityUnit.of(dimension, u.unit()).text()).orElse(null));
  }

  static List<String> assumed(List<Assumption> assumed) {
    return assumed.stream().map(Assumption::text).distinct().toList();
  }

  static String shown(Optional<BigDecimal> value) {
    return value.map(Shown::of).orElse(null);
  }

  private static Long number(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }

  private static List<DeductionAmount> deductions(List<DeductionLine> lines) {
    return lines.stream()
        .map(l -> new DeductionAmount(l.kind().name(), l.amount(), l.gross(), l.base()))
        .toList();
  }

  private static ForecastRange range(Forecast forecast, Dimension dimension) {
    return new ForecastRange(
        Long.toString(forecast.total()),
        Long.toString(forecast.low()),
        Long.toString(forecast.high()),
        dimension.baseUnit(),
        forecast.method());
  }
}
