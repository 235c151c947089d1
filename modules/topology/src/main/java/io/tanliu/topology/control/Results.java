// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.control;

import io.tanliu.avro.ControlForecast;
import io.tanliu.avro.EntityLamps;
import io.tanliu.avro.IntensityWindow;
import io.tanliu.avro.ShareWindow;
import io.tanliu.domain.control.ControlFacts;
import io.tanliu.domain.control.Denominator;
import io.tanliu.domain.control.EnergyStructure;
import io.tanliu.domain.control.Forecasts;
import io.tanliu.domain.control.IntensityPair;
import io.tanliu.domain.control.Lamps;
import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.quantity.Dimension;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.topology.control.Told.Kind;
import io.tanliu.wire.Keys;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * Lamps, intensities, shares and forecasts of an entity, of which only the changed ones are told.
 */
final class Results {
  /** Months whose intensities are looked at again with every change of a past day. */
  private static final int MONTHS = 13;

  private static final List<String> INTENSITY_OF =
      List.of(Quantities.TCE, Quantities.TCE_EQUIVALENT, Quantities.CO2E);

  private final Told told;
  private final Sink sink;

  /** Takes what has changed. */
  interface Sink {
    void tell(String key, ControlOutput output);
  }

  Results(Told told, Sink sink) {
    this.told = told;
    this.sink = sink;
  }

  /**
   * Judges an entity.
   *
   * @param what marks of {@link Marks}
   */
  void judge(EntityData data, ControlFacts facts, Forecasts forecasts, int what, boolean region) {
    if (facts.ledger().isEmpty()) {
      return;
    }
    Stamp stamp = new Stamp(facts.ledger().asOf(), facts.ledger().revision());
    boolean past = (what & Marks.PAST) != 0;
    lamps(data, facts, forecasts, stamp);
    if (region || facts.targets().stream().anyMatch(t -> t.quantity().startsWith("tce."))) {
      shares(data, facts, past, stamp);
    }
    if (past) {
      intensities(data, facts, data.takeChanged(), stamp);
      forecasts(data, facts, forecasts, stamp);
    }
  }

  private <R extends SpecificRecord> void tell(
      Kind kind,
      String key,
      Stamp stamp,
      Function<Stamp, R> record,
      Function<R, ControlOutput> output) {
    if (told.changed(kind, key, record.apply(Stamp.NONE))) {
      sink.tell(key, output.apply(record.apply(stamp)));
    }
  }

  private void lamps(EntityData data, ControlFacts facts, Forecasts forecasts, Stamp stamp) {
    Set<String> keys = new TreeSet<>();
    String zone = facts.ledger().zone().getId();
    for (io.tanliu.domain.control.EntityLamps lamps : Lamps.of(facts)) {
      String key = data.entity() + Keys.SEPARATOR + lamps.period().text();
      keys.add(key);
      Function<Stamp, EntityLamps> record =
          s -> LampRecords.of(data.entity(), lamps, zone, s, facts::dimension, forecasts::of);
      tell(Kind.LAMPS, key, stamp, record, ControlOutput.Lamps::new);
    }
    told.gone(Kind.LAMPS, data.entity(), keys)
        .forEach(key -> sink.tell(key, new ControlOutput.Lamps(null)));
  }

  private void shares(EntityData data, ControlFacts facts, boolean past, Stamp stamp) {
    EnergyStructure structure = new EnergyStructure(facts.ledger());
    LocalDate today = facts.ledger().runningDay();
    List<Period> periods = new ArrayList<>();
    if (past) {
      periods.add(Period.year(today.getYear() - 1));
      periods.add(month(YearMonth.from(today).minusMonths(1)));
    }
    periods.add(Period.year(today.getYear()));
    periods.add(month(YearMonth.from(today)));
    for (Period period : periods) {
      if (!facts.ledger().measure(Quantities.TCE, period.first(), period.after()).known()) {
        continue;
      }
      for (String part : EnergyStructure.PARTS) {
        EnergyStructure.Share share = structure.share(part, period.first(), period.after());
        String key = String.join("|", data.entity(), ShareRecords.name(part), period.text());
        Function<Stamp, ShareWindow> record =
            s -> ShareRecords.of(data.entity(), part, period, share, facts, s);
        tell(Kind.SHARE, key, stamp, record, ControlOutput.Share::new);
      }
    }
  }

  private static Period month(YearMonth month) {
    return Period.parse(month.toString()).orElseThrow();
  }

  /**
   * A period is looked at again when a day of it, or of the same time a year before, has changed:
   * then it ends after that day. Reports make the entity be read anew, and all of it changed.
   */
  private void intensities(EntityData data, ControlFacts facts, LocalDate changed, Stamp stamp) {
    LocalDate today = facts.ledger().runningDay();
    List<Period> periods = new ArrayList<>();
    periods.add(Period.year(today.getYear() - 1));
    periods.add(Period.year(today.getYear()));
    for (int i = MONTHS - 1; i >= 0; i--) {
      periods.add(month(YearMonth.from(today).minusMonths(i)));
    }
    periods.removeIf(period -> !period.after().isAfter(changed));
    for (Denominator denominator : facts.reports().denominators()) {
      Optional<YearMonth> reported =
          facts.reports().lastKnown(denominator.kind(), denominator.product());
      for (String quantity : quantities(facts, denominator)) {
        for (Period period : periods) {
          intensity(data, facts, denominator, quantity, period, reported, stamp);
        }
      }
    }
  }

  /** The usual ones, and what a target of the entity divides by it. */
  static Set<String> quantities(ControlFacts facts, Denominator denominator) {
    Set<String> quantities = new LinkedHashSet<>(INTENSITY_OF);
    for (Target target : facts.targets()) {
      if (target.terms().denominator().filter(denominator::equals).isPresent()) {
        quantities.add(target.quantity());
      }
    }
    return quantities;
  }

  private void intensity(
      EntityData data,
      ControlFacts facts,
      Denominator denominator,
      String quantity,
      Period period,
      Optional<YearMonth> reported,
      Stamp stamp) {
    Optional<Dimension> dimension = facts.dimension(quantity);
    Optional<IntensityPair> pair =
        dimension.flatMap(
            d ->
                facts
                    .intensities()
                    .pair(
                        quantity,
                        d,
                        denominator,
                        List.of(io.tanliu.domain.control.Deduction.FEEDSTOCK),
                        period.first(),
                        period.after()));
    if (pair.filter(p -> p.now().energy().known()).isEmpty()) {
      return;
    }
    String key = String.join("|", data.entity(), quantity, denominator.text(), period.text());
    String zone = facts.ledger().zone().getId();
    Function<Stamp, IntensityWindow> record =
        s ->
            IntensityRecords.of(
                data.entity(),
                quantity,
                denominator,
                period,
                pair.get(),
                dimension.get(),
                reported,
                zone,
                s);
    tell(Kind.INTENSITY, key, stamp, record, ControlOutput.Intensity::new);
  }

  private void forecasts(EntityData data, ControlFacts facts, Forecasts forecasts, Stamp stamp) {
    Map<String, Function<Stamp, ControlForecast>> all =
        ForecastDesk.of(data.entity(), facts, forecasts);
    all.forEach(
        (key, record) -> tell(Kind.FORECAST, key, stamp, record, ControlOutput.Forecast::new));
    told.gone(Kind.FORECAST, data.entity(), all.keySet())
        .forEach(key -> sink.tell(key, new ControlOutput.Forecast(null)));
  }
}
