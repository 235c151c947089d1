// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds one unit of a trade, with its own size. */
final class UnitBuilder {
  private static final double SMALLEST = .7;
  private static final double SPAN = .6;
  private static final long HOURS_OF_YEAR = 8_760;
  private static final Duration REGISTER_GAP = Duration.ofHours(3);
  private static final Duration RATE_GAP = Duration.ofHours(1);

  private final Trade trade;
  private final long seed;
  private final double size;
  private final Map<String, Load> loads = new HashMap<>();

  UnitBuilder(Trade trade, long seed) {
    this.trade = trade;
    this.seed = seed;
    this.size = SMALLEST + SPAN * Noise.unit(seed, 0);
  }

  SimulatedUnit build(String id, String name, String region) {
    List<Meter> meters = new ArrayList<>();
    for (PointPlan plan : trade.points()) {
      meters.add(meter(plan));
    }
    List<Point> points = meters.stream().map(Meter::point).toList();
    EnergyUnit unit = new EnergyUnit(id, name, region, trade.industry(), Times.ZONE, points);
    return new SimulatedUnit(unit, meters, Optional.empty());
  }

  private Meter meter(PointPlan plan) {
    long own = Noise.mix(seed, plan.id());
    Load load;
    double typical;
    if (plan.parent().isEmpty()) {
      typical = plan.typical() * size;
      load = new Load.Own(own, typical, plan.shape());
    } else {
      typical = plan.typical() * size * parentTypical(plan.parent());
      load = new Load.Part(own, loads.get(plan.parent()), plan.typical());
    }
    loads.put(plan.id(), load);
    return new Meter(point(plan, typical), load, plan.decimals(), own);
  }

  private double parentTypical(String parent) {
    return trade.points().stream()
        .filter(p -> p.id().equals(parent))
        .findFirst()
        .orElseThrow()
        .typical();
  }

  private static Point point(PointPlan plan, double typical) {
    return new Point(
        plan.id(),
        plan.name(),
        plan.energy(),
        plan.measure(),
        plan.unit(),
        plan.interval(),
        plan.parent().isEmpty() ? 1 : 2,
        plan.direction(),
        plan.parent().isEmpty() ? Optional.empty() : Optional.of(plan.parent()),
        BigDecimal.valueOf(plan.multiplier()),
        plan.measure() == Measure.REGISTER
            ? Optional.of(modulus(typical / plan.multiplier()))
            : Optional.empty(),
        Optional.of(rated(typical * plan.shape().peak())),
        maxGap(plan),
        false);
  }

  /** The largest power of ten that the counter passes at least once a year. */
  private static BigDecimal modulus(double perHour) {
    long year = (long) (perHour * HOURS_OF_YEAR);
    long modulus = 10;
    while (modulus * 10 <= year) {
      modulus *= 10;
    }
    return BigDecimal.valueOf(modulus);
  }

  private static BigDecimal rated(double peak) {
    return new BigDecimal(peak, new MathContext(2, RoundingMode.UP)).setScale(0, RoundingMode.UP);
  }

  private static Duration maxGap(PointPlan plan) {
    return switch (plan.measure()) {
      case REGISTER -> REGISTER_GAP;
      case RATE -> RATE_GAP;
      case INTERVAL -> plan.interval().multipliedBy(3);
    };
  }
}
