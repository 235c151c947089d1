// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.tanliu.avro.ControlForecast;
import io.tanliu.avro.DeductionAmount;
import io.tanliu.avro.EntityLamps;
import io.tanliu.avro.ForecastRange;
import io.tanliu.avro.ForecastTarget;
import io.tanliu.avro.IntensityDeduction;
import io.tanliu.avro.IntensityWindow;
import io.tanliu.avro.ShareTarget;
import io.tanliu.avro.ShareWindow;
import io.tanliu.avro.TargetLamp;
import io.tanliu.domain.quantity.Dimension;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.reference.Terminology;
import io.tanliu.reference.Terminology.Name;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Lamps, intensities, shares and forecasts as the API shows them, with their names. */
final class ControlJson {
  private final Terminology terms;

  ControlJson(Terminology terms) {
    this.terms = terms;
  }

  /** A code with its names. */
  record Coded(String code, String name, String nameEn) {}

  /** An object of the answer, in the order of its fields. */
  private static final class Fields extends LinkedHashMap<String, Object> {
    private static final long serialVersionUID = 1L;

    Fields with(String name, Object value) {
      put(name, value);
      return this;
    }
  }

  private Coded coded(String kind, String code) {
    Optional<Name> name = terms.of(kind, code);
    return new Coded(code, name.map(Name::zh).orElse(code), name.map(Name::en).orElse(code));
  }

  private Coded denominator(String text) {
    int end = text.indexOf(':');
    Coded named = coded("denominator", end < 0 ? text : text.substring(0, end));
    String product = end < 0 ? "" : text.substring(end);
    return new Coded(text, named.name() + product, named.nameEn() + product);
  }

  private static Dimension dimension(String baseUnit) {
    return Arrays.stream(Dimension.values())
        .filter(d -> d.baseUnit().equals(baseUnit))
        .findFirst()
        .orElseThrow(() -> Problem.unavailable("CANNOT_DECODE", "unit " + baseUnit));
  }

  private static BigDecimal shown(Long amount, Dimension dimension) {
    return amount == null ? null : Quantities.display(amount, dimension);
  }

  private static BigDecimal number(String decimal) {
    return decimal == null ? null : new BigDecimal(decimal);
  }

  /** A whole amount in the base unit, or a decimal in any other unit. */
  private static BigDecimal figure(String decimal, String unit) {
    return Arrays.stream(Dimension.values())
        .filter(d -> d.baseUnit().equals(unit))
        .findFirst()
        .map(d -> Quantities.display(new BigDecimal(decimal).longValueExact(), d))
        .orElseGet(() -> new BigDecimal(decimal));
  }

  private static String figureUnit(String unit) {
    return Arrays.stream(Dimension.values())
        .filter(d -> d.baseUnit().equals(unit))
        .findFirst()
        .map(Dimension::displayUnit)
        .orElse(unit);
  }

  Map<String, Object> lamps(EntityLamps l) {
    return new Fields()
        .with("entity", l.getEntity())
        .with("period", l.getPeriod())
        .with("asOf", Times.iso(l.getAsOf(), ZoneId.of(l.getZone())))
        .with("state", coded("state", l.getState()))
        .with("energyTotal", coded("level", l.getEnergyTotal()))
        .with("energyIntensity", coded("level", l.getEnergyIntensity()))
        .with("carbonTotal", coded("level", l.getCarbonTotal()))
        .with("carbonIntensity", coded("level", l.getCarbonIntensity()))
        .with("lamps", l.getLamps().stream().map(this::lamp).toList());
  }

  private Map<String, Object> lamp(TargetLamp l) {
    Dimension dimension = dimension(l.getUnit());
    return new Fields()
        .with("kind", coded("lamp", l.getKind()))
        .with("target", l.getTarget())
        .with("quantity", l.getQuantity())
        .with("level", coded("level", l.getLevel()))
        .with("reason", coded("reason", l.getReason()))
        .with("nature", coded("nature", l.getNature()))
        .with("exempt", l.getExempt())
        .with(
            "levelUnexempted",
            l.getLevelUnexempted() == null ? null : coded("level", l.getLevelUnexempted()))
        .with("measured", shown(l.getMeasured(), dimension))
        .with("deductions", l.getDeductions().stream().map(d -> deduction(d, dimension)).toList())
        .with("assessed", shown(l.getAssessed(), dimension))
        .with("limit", shown(l.getLimit(), dimension))
        .with("schedule", shown(l.getSchedule(), dimension))
        .with("unit", dimension.displayUnit())
        .with("denominator", l.getDenominator() == null ? null : denominator(l.getDenominator()))
        .with("denominatorValue", number(l.getDenominatorValue()))
        .with("denominatorUnit", l.getDenominatorUnit())
        .with("priceBase", l.getPriceBase())
        .with("value", number(l.getValue()))
        .with("previous", number(l.getPrevious()))
        .with("valueUnit", l.getValueUnit())
        .with("decline", number(l.getDecline()))
        .with("required", number(l.getRequired()))
        .with("progress", number(l.getProgress()))
        .with("forecast", l.getForecast() == null ? null : range(l.getForecast()))
        .with("coverage", l.getCoverage())
        .with("estimated", l.getEstimated())
        .with("provisional", l.getProvisional())
        .with("assumed", l.getAssumed())
        .with("revision", l.getRevision())
        .with("source", l.getSource())
        .with("contradicts", l.getContradicts())
        .with("deadline", l.getDeadline());
  }

  private Map<String, Object> deduction(DeductionAmount d, Dimension dimension) {
    return new Fields()
        .with("kind", coded("deduction", d.getKind()))
        .with("amount", shown(d.getAmount(), dimension))
        .with("gross", shown(d.getGross(), dimension))
        .with("base", shown(d.getBase(), dimension));
  }

  private static Map<String, Object> range(ForecastRange r) {
    return new Fields()
        .with("value", figure(r.getValue(), r.getUnit()))
        .with("low", figure(r.getLow(), r.getUnit()))
        .with("high", figure(r.getHigh(), r.getUnit()))
        .with("unit", figureUnit(r.getUnit()))
        .with("method", r.getMethod());
  }

  Map<String, Object> intensity(IntensityWindow w) {
    Dimension dimension = dimension(w.getUnit());
    return new Fields()
        .with("entity", w.getEntity())
        .with("quantity", w.getQuantity())
        .with("denominator", denominator(w.getDenominator()))
        .with("period", w.getPeriod())
        .with("asOf", Times.iso(w.getAsOf(), ZoneId.of(w.getZone())))
        .with("from", w.getFrom())
        .with("to", w.getTo())
        .with("amount", shown(w.getAmount(), dimension))
        .with("deductions", w.getDeductions().stream().map(d -> deduction(d, dimension)).toList())
        .with("assessed", shown(w.getAssessed(), dimension))
        .with("unit", dimension.displayUnit())
        .with("denominatorValue", number(w.getDenominatorValue()))
        .with("denominatorUnit", w.getDenominatorUnit())
        .with("priceBase", w.getPriceBase())
        .with("value", number(w.getValue()))
        .with("assessedValue", number(w.getAssessedValue()))
        .with("previous", number(w.getPrevious()))
        .with("valueUnit", w.getValueUnit())
        .with("decline", number(w.getDecline()))
        .with("coverage", w.getCoverage())
        .with("estimated", w.getEstimated())
        .with("previousCoverage", w.getPreviousCoverage())
        .with("provisional", w.getProvisional())
        .with("assumed", w.getAssumed())
        .with("reportedTo", w.getReportedTo())
        .with("revision", w.getRevision());
  }

  private Map<String, Object> deduction(IntensityDeduction d, Dimension dimension) {
    return new Fields()
        .with("kind", coded("deduction", d.getKind()))
        .with("amount", shown(d.getAmount(), dimension))
        .with("previous", shown(d.getPrevious(), dimension));
  }

  Map<String, Object> share(ShareWindow w) {
    return new Fields()
        .with("entity", w.getEntity())
        .with("share", coded("share", w.getShare()))
        .with("period", w.getPeriod())
        .with("asOf", Times.iso(w.getAsOf(), ZoneId.of(w.getZone())))
        .with("part", shown(w.getPart(), Dimension.COAL_EQUIVALENT))
        .with("whole", shown(w.getWhole(), Dimension.COAL_EQUIVALENT))
        .with("unit", Dimension.COAL_EQUIVALENT.displayUnit())
        .with("value", number(w.getValue()))
        .with("coverage", w.getCoverage())
        .with("estimated", w.getEstimated())
        .with("provisional", w.getProvisional())
        .with("targets", w.getTargets().stream().map(this::target).toList())
        .with("revision", w.getRevision());
  }

  private Map<String, Object> target(ShareTarget t) {
    return new Fields()
        .with("target", t.getTarget())
        .with("operator", t.getOperator())
        .with("value", number(t.getValue()))
        .with("state", t.getState())
        .with("nature", coded("nature", t.getNature()))
        .with("period", t.getPeriod())
        .with("source", t.getSource());
  }

  Map<String, Object> forecast(ControlForecast f) {
    return new Fields()
        .with("entity", f.getEntity())
        .with("quantity", f.getQuantity())
        .with("denominator", f.getDenominator() == null ? null : denominator(f.getDenominator()))
        .with("period", f.getPeriod())
        .with("asOf", Times.iso(f.getAsOf(), ZoneId.of(f.getZone())))
        .with("measured", figure(f.getMeasured(), f.getUnit()))
        .with("value", figure(f.getValue(), f.getUnit()))
        .with("low", figure(f.getLow(), f.getUnit()))
        .with("high", figure(f.getHigh(), f.getUnit()))
        .with("unit", figureUnit(f.getUnit()))
        .with("method", f.getMethod())
        .with("targets", f.getTargets().stream().map(t -> outlook(t, f.getUnit())).toList())
        .with("coverage", f.getCoverage())
        .with("provisional", f.getProvisional())
        .with("assumed", f.getAssumed())
        .with("revision", f.getRevision());
  }

  private Map<String, Object> outlook(ForecastTarget t, String unit) {
    return new Fields()
        .with("target", t.getTarget())
        .with("limit", figure(t.getLimit(), unit))
        .with("outlook", coded("outlook", t.getOutlook()));
  }
}
