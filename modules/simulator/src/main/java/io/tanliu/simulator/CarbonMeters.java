// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.unit.Direction;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Meters of what is no energy: clinker, of which carbonate lets off CO2 in the kiln, and CO2, SO2
 * and NOx measured in the stacks of some power plants. Each follows the coal that is burnt.
 */
final class CarbonMeters {
  /** Power plants with a stack monitor. */
  static final List<String> STACKS = List.of("XINYU-POWER-1", "JIUJIANG-POWER-1", "JIAN-POWER-1");

  /** Power plants whose stack monitor sends by itself, over HJ 212. */
  static final List<String> MONITORED = List.of("PINGXIANG-POWER-1", "SHANGRAO-POWER-1");

  private static final String COAL = "C1";
  private static final int YEAR = 2025;
  private static final double GRAMS_PER_TONNE = 1e6;
  private static final double KILOGRAMS = 1e3;

  /** Clinker that a tonne of coal makes, t, and how far kilns differ. */
  private static final double CLINKER = 7.6;

  private static final double KILNS_DIFFER = .12;

  /** Behind desulphurisation and denitrification, kg per tonne of coal. */
  private static final double SO2 = .32;

  private static final double NOX = .46;

  private final FactorBook factors;
  private final long seed;

  CarbonMeters(FactorBook factors, long seed) {
    this.factors = factors;
    this.seed = Noise.mix(seed, "carbon");
  }

  /** The unit with these meters; one that has neither kiln nor stack monitor as it was. */
  SimulatedUnit equip(SimulatedUnit unit) {
    long own = Noise.mix(seed, unit.definition().id());
    List<Meter> more = new ArrayList<>();
    if (unit.definition().industry().equals(Trade.CEMENT.industry())) {
      double ratio = CLINKER * (1 + KILNS_DIFFER * Noise.signed(own, 0));
      more.add(meter(unit, "P1", "熟料产量皮带秤", "clinker", PhysicalUnit.TONNE, ratio));
    }
    if (STACKS.contains(unit.definition().id())) {
      more.add(meter(unit, "M1", "烟囱二氧化碳在线监测", "co2_measured", PhysicalUnit.TONNE, emitted(unit)));
      more.add(meter(unit, "M2", "烟囱二氧化硫在线监测", "so2", PhysicalUnit.KG, SO2));
      more.add(meter(unit, "M3", "烟囱氮氧化物在线监测", "nox", PhysicalUnit.KG, NOX));
    }
    if (MONITORED.contains(unit.definition().id())) {
      double ratio = emitted(unit) * KILOGRAMS;
      return unit.withStack(
          meter(unit, "M1", "烟囱二氧化碳在线监测", "co2_measured", PhysicalUnit.KG, ratio));
    }
    return more.isEmpty() ? unit : unit.with(more);
  }

  /** CO2 that a tonne of the unit's coal lets off, t. */
  private double emitted(SimulatedUnit unit) {
    Point coal = coal(unit).point();
    return factors
            .emission(coal.energy(), unit.definition().region(), unit.definition().industry(), YEAR)
            .orElseThrow()
            .apply((long) GRAMS_PER_TONNE)
        / GRAMS_PER_TONNE;
  }

  private static Meter coal(SimulatedUnit unit) {
    return unit.meters().stream()
        .filter(meter -> meter.point().id().equals(COAL))
        .findFirst()
        .orElseThrow();
  }

  private Meter meter(
      SimulatedUnit unit, String id, String name, String kind, PhysicalUnit shown, double ratio) {
    Meter coal = coal(unit);
    BigDecimal most =
        coal.point()
            .ratedMaximum()
            .orElseThrow()
            .multiply(BigDecimal.valueOf(ratio))
            .round(new MathContext(2, RoundingMode.UP))
            .setScale(0, RoundingMode.UP);
    Point point =
        new Point(
            id,
            name,
            kind,
            Measure.INTERVAL,
            shown,
            Duration.ofHours(1),
            1,
            Direction.BOUGHT,
            Optional.empty(),
            BigDecimal.ONE,
            Optional.empty(),
            Optional.of(most),
            Duration.ofHours(3),
            false);
    return coal.follower(point, ratio, Noise.mix(seed, unit.definition().id() + id));
  }
}
