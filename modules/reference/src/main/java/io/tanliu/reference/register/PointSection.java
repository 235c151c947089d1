// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference.register;

import io.tanliu.domain.quality.VeeParameter;
import io.tanliu.domain.quantity.EnergyKind;
import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.unit.Direction;
import io.tanliu.domain.unit.Estimation;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import io.tanliu.reference.Seeds;
import io.tanliu.reference.TargetUnits;
import io.tanliu.reference.register.Tree.Mapping;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one metering point. */
final class PointSection {
  private static final List<String> NAMES =
      List.of(
          "id",
          "name",
          "energy",
          "measure",
          "unit",
          "interval",
          "level",
          "direction",
          "parent",
          "multiplier",
          "modulus",
          "ratedMaximum",
          "maxGap",
          "signed",
          "estimation",
          "rules",
          PointVersions.FIELD);

  private static final Pattern LEVEL = Pattern.compile("[123]");
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration LONGEST_GAP = Duration.ofDays(366);
  private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(15);
  private static final Duration LEAST_GAP = Duration.ofHours(1);

  private static final BigDecimal MAX_MULTIPLIER = BigDecimal.valueOf(1_000_000_000L);
  private static final BigDecimal MAX_READING = new BigDecimal("1e15");

  /** Larger amounts would not fit the ledger's whole numbers. */
  private static final BigDecimal MAX_AMOUNT = new BigDecimal("1e18");

  private static final Set<Direction> ENERGY_ONLY =
      EnumSet.of(Direction.SELF_RENEWABLE, Direction.FEEDSTOCK);

  private final Seeds seeds;
  private final Fields fields;

  private PointSection(Seeds seeds, Fields fields) {
    this.seeds = seeds;
    this.fields = fields;
  }

  static Fields fields(Mapping mapping, String path, Problems problems) {
    return new Fields(mapping, path, NAMES, problems);
  }

  /** The point, or empty when something in it is wrong. */
  static Optional<Point> read(Fields fields, Seeds seeds) {
    return new PointSection(seeds, fields).read();
  }

  private Optional<Point> read() {
    var id = fields.required("id", Names.ID, Names.ID_EXPECTED);
    var name = fields.optional("name", Names.NAME, Names.NAME_EXPECTED);
    Optional<Measure> measure = fields.requiredEnum("measure", Measure.class);
    Optional<EnergyKind> energy = EnergyField.read(fields, seeds);
    Optional<PhysicalUnit> unit = unit(energy, measure);
    Optional<Duration> interval = interval(measure);
    Optional<Duration> maxGap = maxGap(interval);
    var level = fields.optional("level", LEVEL, "1, 2 or 3");
    Optional<Direction> direction = direction(energy);
    var parent = fields.optional("parent", Names.ID, Names.ID_EXPECTED);
    BigDecimal multiplier = fields.positive("multiplier", MAX_MULTIPLIER).orElse(BigDecimal.ONE);
    Optional<BigDecimal> modulus = modulus(measure);
    Optional<BigDecimal> rated = fields.positive("ratedMaximum", MAX_READING);
    var signed = fields.bool("signed");
    Optional<Estimation> estimation = estimation(measure);
    Map<String, String> rules = rules();
    unit.ifPresent(u -> checkRange(u, multiplier, modulus, rated));
    if (!fields.ok()) {
      return Optional.empty();
    }
    return Optional.of(
        new Point(
            id.orElseThrow(),
            name.orElse(""),
            energy.orElseThrow().code(),
            measure.orElseThrow(),
            unit.orElseThrow(),
            interval.orElseThrow(),
            level.map(Integer::valueOf).orElse(1),
            direction.orElse(Direction.BOUGHT),
            parent,
            multiplier,
            modulus,
            rated,
            maxGap.orElseThrow(),
            signed.orElse(false),
            estimation.orElseGet(() -> Estimation.standard(measure.get())),
            rules));
  }

  private Optional<Estimation> estimation(Optional<Measure> measure) {
    Optional<Estimation> estimation = fields.optionalEnum("estimation", Estimation.class);
    if (estimation.isPresent() && measure.isPresent() && !estimation.get().fits(measure.get())) {
      List<Estimation> fitting =
          Arrays.stream(Estimation.values()).filter(e -> e.fits(measure.get())).toList();
      fields.wrong("estimation", "for " + measure.get() + " one of " + fitting);
    }
    return estimation;
  }

  private Map<String, String> rules() {
    Map<String, String> rules = fields.texts("rules");
    rules.forEach(
        (key, value) -> {
          Optional<VeeParameter> parameter = VeeParameter.ofPoint(key);
          if (parameter.isEmpty()) {
            fields.wrong("rules", "names of " + VeeParameter.pointKeys());
          } else if (parameter.get().parse(value).isEmpty()) {
            fields.wrong("rules", key + " from " + parameter.get().expected());
          }
        });
    return rules;
  }

  /** Only energy is renewable or a feedstock. */
  private Optional<Direction> direction(Optional<EnergyKind> energy) {
    Optional<Direction> direction = fields.optionalEnum("direction", Direction.class);
    boolean ofEnergy =
        direction.isPresent() && ENERGY_ONLY.contains(direction.get()) && energy.isPresent();
    if (ofEnergy && !energy.get().isEnergy()) {
      fields.wrong("direction", "BOUGHT, SOLD or INTERNAL for " + energy.get().code());
    }
    return direction;
  }

  private Optional<PhysicalUnit> unit(Optional<EnergyKind> energy, Optional<Measure> measure) {
    Optional<String> symbol = fields.required("unit", Names.ANY, "a unit such as kWh, t, m3, GJ");
    Optional<PhysicalUnit> unit = symbol.flatMap(TargetUnits::physical);
    if (symbol.isEmpty() || energy.isEmpty() || measure.isEmpty()) {
      return Optional.empty();
    }
    boolean rate = measure.get() == Measure.RATE;
    var dimension = energy.get().dimension();
    if (unit.isEmpty() || unit.get().dimension() != dimension || unit.get().rate() != rate) {
      fields.wrong(
          "unit",
          "for "
              + measure.get()
              + " of "
              + energy.get().code()
              + " one of "
              + PhysicalUnit.symbols(dimension, rate));
      return Optional.empty();
    }
    return unit;
  }

  private Optional<Duration> interval(Optional<Measure> measure) {
    Optional<Duration> given = fields.duration("interval");
    if (given.isEmpty()) {
      if (measure.isPresent()
          && measure.get() == Measure.INTERVAL
          && fields.text("interval").isEmpty()) {
        fields.wrong("interval", Durations.EXPECTED);
      }
      return Optional.of(DEFAULT_INTERVAL);
    }
    Duration interval = given.get();
    if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(DAY) > 0) {
      fields.wrong("interval", "1s to 1d");
    } else if (DAY.toMillis() % interval.toMillis() != 0
        && measure.isPresent()
        && measure.get() == Measure.INTERVAL) {
      fields.wrong("interval", "a length that divides the day evenly");
    }
    return given;
  }

  /** Default: three intervals, at least one hour, so that one lost upload is not yet a gap. */
  private Optional<Duration> maxGap(Optional<Duration> interval) {
    Optional<Duration> given = fields.duration("maxGap");
    if (given.isEmpty()) {
      Duration three = interval.orElse(DEFAULT_INTERVAL).multipliedBy(3);
      return Optional.of(three.compareTo(LEAST_GAP) > 0 ? three : LEAST_GAP);
    }
    if (given.get().compareTo(interval.orElse(SHORTEST)) < 0
        || given.get().compareTo(LONGEST_GAP) > 0) {
      fields.wrong("maxGap", "at least the interval, at most 366d");
    }
    return given;
  }

  private Optional<BigDecimal> modulus(Optional<Measure> measure) {
    Optional<BigDecimal> modulus = fields.positive("modulus", MAX_READING);
    if (modulus.isPresent() && measure.isPresent() && measure.get() != Measure.REGISTER) {
      fields.wrong("modulus", "only on a REGISTER");
    }
    return modulus;
  }

  private void checkRange(
      PhysicalUnit unit,
      BigDecimal multiplier,
      Optional<BigDecimal> modulus,
      Optional<BigDecimal> rated) {
    BigDecimal toBase = BigDecimal.valueOf(unit.toBase());
    String expected = "an amount below 10^18 " + unit.dimension().baseUnit();
    if (modulus.isPresent()
        && modulus.get().multiply(multiplier).multiply(toBase).compareTo(MAX_AMOUNT) > 0) {
      fields.wrong("modulus", expected);
    }
    if (rated.isPresent() && rated.get().multiply(toBase).compareTo(MAX_AMOUNT) > 0) {
      fields.wrong("ratedMaximum", expected);
    }
  }
}
