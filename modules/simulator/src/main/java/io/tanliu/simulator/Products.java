// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.unit.ActivityReport;
import io.tanliu.domain.unit.ActivityReport.Kind;
import io.tanliu.domain.unit.UnitProfile;
import io.tanliu.domain.unit.UnitProfile.Product;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Made-up products of the units: as much as their energy makes at a consumption somewhere between
 * the best and the worst level of the product's limit standard. A month is reported with the GDP.
 */
final class Products {
  /** Made in kilns, and weighed by the unit itself. */
  static final String CLINKER = "水泥熟料";

  private static final YearMonth TYPICAL = YearMonth.of(2024, 1);
  private static final double USED = .85;
  private static final MathContext ROUGH = new MathContext(3, RoundingMode.HALF_EVEN);

  /** By industry: the product, and the range of kgce that one unit of it takes. */
  private static final Map<String, Plan> PLANS =
      Map.of(
          "3120", new Plan("电弧炉工序 ≥70t", "t", 58, 76),
          "3011", new Plan(CLINKER, "t", 94, 121),
          "3041", new Plan("平板玻璃 500–800 t/d", "重箱", 9, 14),
          "3071", new Plan("陶瓷砖 0.5–10%", "m2", 3.3, 4.8),
          "3072", new Plan("卫生陶瓷 吸水率≤0.3%", "t", 290, 650),
          "3211", new Plan("铜冶炼工艺(铜精矿-阴极铜)", "t", 240, 410),
          "2612", new Plan("离子膜液碱≥30%", "t", 300, 360),
          "2221", new Plan("箱纸板", "t", 205, 290));

  private final Consumption consumption;
  private final long seed;

  private static final String CLINKER_METER = "clinker";

  /** The two-high project that uses more than it was approved for. */
  private static final String ABOVE_APPROVED = "XINYU-STEEL-1";

  private static final double APPROVED_TOO_LITTLE = .75;

  private record Plan(String product, String unit, double best, double worst) {}

  Products(Consumption consumption, long seed) {
    this.consumption = consumption;
    this.seed = Noise.mix(seed, "products");
  }

  /** The unit with what it makes; a trade without a limit standard as it was. */
  SimulatedUnit equip(SimulatedUnit unit) {
    Plan plan = plan(unit);
    if (plan == null) {
      return unit;
    }
    BigDecimal capacity =
        BigDecimal.valueOf(made(unit, plan, TYPICAL) * 12 / USED)
            .round(ROUGH)
            .setScale(0, RoundingMode.HALF_EVEN)
            .max(BigDecimal.ONE);
    Product product =
        new Product(
            plan.product(), Optional.of(capacity), plan.unit() + "/a", Optional.empty(), Map.of());
    boolean twoHigh =
        List.of("3120", "3011", "3041", "3211").contains(unit.definition().industry());
    return unit.with(
        new UnitProfile(
            List.of(product),
            twoHigh,
            twoHigh ? Optional.of(approved(unit)) : Optional.empty(),
            Optional.empty()));
  }

  /** Energy approved for a year, tce. */
  private BigDecimal approved(SimulatedUnit unit) {
    long own = Noise.mix(seed, unit.definition().id());
    double share =
        unit.definition().id().equals(ABOVE_APPROVED)
            ? APPROVED_TOO_LITTLE
            : 1.12 + .15 * Noise.unit(own, 2);
    List<YearMonth> months =
        IntStream.rangeClosed(1, 12).mapToObj(m -> TYPICAL.withMonth(m)).toList();
    return BigDecimal.valueOf(consumption.sum(List.of(unit), months, Quantities.TCE) / 1e6 * share)
        .round(ROUGH)
        .setScale(0, RoundingMode.HALF_EVEN);
  }

  /** Reports of the months since the beginning of last year that have been made by that day. */
  List<ActivityReport> reports(List<SimulatedUnit> units, LocalDate today) {
    List<ActivityReport> reports = new ArrayList<>();
    for (SimulatedUnit unit : units) {
      Plan plan = plan(unit);
      for (YearMonth month = YearMonth.of(today.getYear() - 1, 1);
          plan != null && !month.isAfter(Economy.newest(today));
          month = month.plusMonths(1)) {
        reports.add(
            new ActivityReport(
                unit.definition().id(),
                Kind.PRODUCTION,
                Optional.of(plan.product()),
                month.toString(),
                BigDecimal.valueOf(made(unit, plan, month)).setScale(0, RoundingMode.HALF_EVEN),
                plan.unit(),
                Optional.empty(),
                false,
                Budgets.SOURCE));
      }
    }
    return reports;
  }

  private static Plan plan(SimulatedUnit unit) {
    return PLANS.get(unit.definition().industry());
  }

  private double made(SimulatedUnit unit, Plan plan, YearMonth month) {
    if (plan.product().equals(CLINKER)) {
      return consumption.sum(List.of(unit), List.of(month), CLINKER_METER) / 1e6;
    }
    long own = Noise.mix(seed, unit.definition().id());
    double kgce = consumption.sum(List.of(unit), List.of(month), Quantities.TCE) / 1e3;
    double level = plan.best() + (plan.worst() - plan.best()) * Noise.unit(own, 0);
    double years = month.getYear() - TYPICAL.getYear();
    double course = Math.pow(1 - .02 + .03 * Noise.signed(own, 1), years);
    return kgce / (level * course * (1 + .01 * Noise.signed(own, month.hashCode())));
  }
}
