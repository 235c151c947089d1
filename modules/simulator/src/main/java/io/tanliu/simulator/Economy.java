// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import io.tanliu.domain.control.Denominator;
import io.tanliu.domain.control.Operator;
import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.control.TargetType;
import io.tanliu.domain.control.Terms;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.unit.ActivityReport;
import io.tanliu.domain.unit.ActivityReport.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Made-up gross domestic products of the province and its cities, and what their intensities are to
 * do: most fall as they should, some too slowly, one rises. A month is reported on the twentieth of
 * the next, as statistics are.
 */
final class Economy {
  private static final int REPORTED_ON = 20;
  private static final int PRICES_OF = 2020;

  /** Energy of the measured units per 10⁴ CNY in the year before the first month, tce. */
  private static final double TCE_PER_1E4 = .45;

  /** Decline per year that the targets ask for, percent. */
  private static final BigDecimal ENERGY_DECLINE = new BigDecimal("3.1");

  private static final BigDecimal CARBON_DECLINE = new BigDecimal("3.9");

  private static final double RISING = -.015;
  private static final double SLOW = .012;
  private static final double LEAST = .035;

  private final List<SimulatedUnit> units;
  private final Consumption consumption;
  private final long seed;

  Economy(List<SimulatedUnit> units, Consumption consumption, long seed) {
    this.units = units;
    this.consumption = consumption;
    this.seed = Noise.mix(seed, "economy");
  }

  /** Reports of the months since the beginning of last year that have been made by that day. */
  List<ActivityReport> reports(LocalDate today) {
    List<ActivityReport> reports = new ArrayList<>();
    for (String region : regions()) {
      YearMonth month = YearMonth.of(today.getYear() - 1, 1);
      while (!month.isAfter(newest(today))) {
        reports.add(report(region, month));
        month = month.plusMonths(1);
      }
    }
    return reports;
  }

  /** The newest month that has been reported by a day. */
  static YearMonth newest(LocalDate today) {
    return YearMonth.from(today).minusMonths(today.getDayOfMonth() < REPORTED_ON ? 2 : 1);
  }

  /** What the intensities are to do in the year of that day. */
  List<Target> targets(LocalDate today) {
    List<Target> targets = new ArrayList<>();
    for (String region : regions()) {
      targets.add(target(region, Quantities.TCE, ENERGY_DECLINE, today.getYear()));
      targets.add(target(region, Quantities.CO2E, CARBON_DECLINE, today.getYear()));
    }
    return targets;
  }

  private static List<String> regions() {
    List<String> regions = new ArrayList<>(List.of(Cities.PROVINCE));
    regions.addAll(Cities.codes());
    return regions;
  }

  private ActivityReport report(String region, YearMonth month) {
    return new ActivityReport(
        region,
        Kind.GDP,
        Optional.empty(),
        month.toString(),
        product(region, month),
        "1e4 CNY",
        Optional.of(PRICES_OF),
        false,
        Budgets.SOURCE);
  }

  /** Grows against what is used as fast as the region's intensity declines. */
  private BigDecimal product(String region, YearMonth month) {
    if (region.equals(Cities.PROVINCE)) {
      return Cities.codes().stream()
          .map(city -> product(city, month))
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
    double years = (month.getYear() - PRICES_OF) + (month.getMonthValue() - 1) / 12.0;
    double tce = consumption.sum(inside(region), List.of(month), Quantities.TCE) / 1e6;
    double noise = 1 + .01 * Noise.signed(Noise.mix(seed, region), month.getMonthValue());
    double value = tce / TCE_PER_1E4 / Math.pow(1 - decline(region), years) * noise;
    return BigDecimal.valueOf(value).setScale(0, RoundingMode.HALF_EVEN);
  }

  private double decline(String region) {
    return switch (region) {
      case "360300" -> RISING;
      case "360700", "361100" -> SLOW;
      default -> LEAST + .02 * Noise.unit(seed, Long.parseLong(region));
    };
  }

  private List<SimulatedUnit> inside(String region) {
    String prefix = region.equals(Cities.PROVINCE) ? "36" : region.substring(0, 4);
    return units.stream().filter(u -> u.definition().region().startsWith(prefix)).toList();
  }

  private Target target(String region, String quantity, BigDecimal decline, int year) {
    return new Target(
        quantity + "-intensity-" + year,
        region,
        quantity,
        Period.parse(String.valueOf(year)).orElseThrow(),
        0,
        Target.DEFAULT_MARGIN,
        Budgets.SOURCE,
        Terms.of(TargetType.INTENSITY)
            .operator(Operator.AT_LEAST)
            .value(Optional.of(decline))
            .unit(Terms.PERCENT)
            .denominator(Optional.of(new Denominator(Kind.GDP, Optional.empty())))
            .baseYear(Optional.of(year - 1))
            .baseValue(Optional.of(intensity(region, quantity, year - 1)))
            .build());
  }

  /** True intensity of a whole year, in tce or tCO2e per 10⁴ CNY. */
  private BigDecimal intensity(String region, String quantity, int year) {
    List<YearMonth> months =
        IntStream.rangeClosed(1, 12).mapToObj(m -> YearMonth.of(year, m)).toList();
    BigDecimal product =
        months.stream().map(m -> product(region, m)).reduce(BigDecimal.ZERO, BigDecimal::add);
    return BigDecimal.valueOf(consumption.sum(inside(region), months, quantity), 6)
        .divide(product, 4, RoundingMode.HALF_EVEN);
  }
}
