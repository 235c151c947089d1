// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import io.tanliu.domain.control.Period;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.quantity.Quantities;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Made-up budgets, sized from what will truly be consumed: most are kept, some are ahead of pace,
 * some break. A budget is a function of seed, entity and period alone.
 */
final class Budgets {
  static final String SOURCE = "模拟数据:示例预算,非官方指标 (simulated, not an official target)";

  /** Breaks in the middle of the year, whichever part of the year has been loaded. */
  private static final double HALF = .45;

  private static final double TIGHT = .85;
  private static final double AHEAD = .92;
  private static final double MONTH_BROKEN = .62;
  private static final double MONTH_TIGHT = .90;
  private static final String ELECTRICITY = "electricity";

  private final List<SimulatedUnit> units;
  private final Consumption consumption;
  private final long seed;
  private final List<Target> targets = new ArrayList<>();

  Budgets(List<SimulatedUnit> units, Consumption consumption, long seed) {
    this.units = units;
    this.consumption = consumption;
    this.seed = Noise.mix(seed, "budgets");
  }

  /** Budgets of the year of that day and of the months since a year before. */
  List<Target> of(LocalDate today) {
    int year = today.getYear();
    List<YearMonth> months = new ArrayList<>();
    for (YearMonth m = YearMonth.from(today).minusYears(1); m.getYear() <= year; ) {
      months.add(m);
      m = m.plusMonths(1);
    }
    region(Cities.PROVINCE, "36", year, months);
    year(Cities.PROVINCE, units, Quantities.CO2E, year, 1.03);
    for (String city : Cities.codes()) {
      region(city, city.substring(0, 4), year, months);
    }
    for (Role role : Role.values()) {
      role(role, year, months);
    }
    return List.copyOf(targets);
  }

  private void region(String code, String prefix, int year, List<YearMonth> months) {
    List<SimulatedUnit> inside =
        units.stream().filter(u -> u.definition().region().startsWith(prefix)).toList();
    boolean ahead = code.equals("360500");
    year(code, inside, Quantities.TCE, year, ahead ? AHEAD : kept(code, year));
    for (YearMonth month : months) {
      month(code, inside, month, kept(code, month.getYear() * 12L + month.getMonthValue()));
    }
  }

  /** What is wanted of the budgets of one unit; the unit is the one at that place of its city. */
  private enum Role {
    HALF_YEAR("360300", 1),
    TIGHT_YEAR("360400", 0),
    AHEAD_OF_PACE("360700", 2),
    ALSO_AHEAD("361100", 4),
    MONTHS_BROKEN("360100", 0),
    MONTHS_TIGHT("360600", 0),
    KEPT_1("360200", 0),
    KEPT_2("360500", 0),
    KEPT_3("360800", 3),
    KEPT_4("360900", 0),
    KEPT_ELECTRICITY("361000", 2),
    KEPT_CARBON("360900", 1);

    private final String city;
    private final int place;

    Role(String city, int place) {
      this.city = city;
      this.place = place;
    }
  }

  private void role(Role role, int year, List<YearMonth> months) {
    SimulatedUnit unit =
        units.stream()
            .filter(u -> u.definition().region().startsWith(role.city.substring(0, 4)))
            .toList()
            .get(role.place);
    String id = unit.definition().id();
    List<SimulatedUnit> alone = List.of(unit);
    String quantity =
        switch (role) {
          case KEPT_ELECTRICITY, AHEAD_OF_PACE -> ELECTRICITY;
          case KEPT_CARBON -> Quantities.CO2E;
          default -> Quantities.TCE;
        };
    double share =
        switch (role) {
          case HALF_YEAR -> HALF;
          case TIGHT_YEAR -> TIGHT;
          case AHEAD_OF_PACE, ALSO_AHEAD -> AHEAD;
          default -> kept(id, year);
        };
    year(id, alone, quantity, year, share);
    if (role == Role.HALF_YEAR) {
      year(id, alone, quantity, year - 1, share);
    }
    for (YearMonth month : months) {
      month(id, alone, month, monthly(role, id, month));
    }
  }

  private double monthly(Role role, String id, YearMonth month) {
    return switch (role) {
      case MONTHS_BROKEN -> month.getMonthValue() % 3 == 2 ? MONTH_BROKEN : kept(id, 0);
      case MONTHS_TIGHT -> month.getMonthValue() % 6 == 0 ? MONTH_TIGHT : kept(id, 0);
      default -> kept(id, month.getYear() * 12L + month.getMonthValue());
    };
  }

  /** A share at which the budget is kept, and its pace also in an uneven year. */
  private double kept(String entity, long period) {
    return 1.05 + .09 * Noise.unit(Noise.mix(seed, entity), period);
  }

  private void year(
      String entity, List<SimulatedUnit> of, String quantity, int year, double share) {
    List<YearMonth> months =
        IntStream.rangeClosed(1, 12).mapToObj(m -> YearMonth.of(year, m)).toList();
    add(entity, of, quantity, String.valueOf(year), months, share, share < 1 ? ".05" : ".10");
  }

  private void month(String entity, List<SimulatedUnit> of, YearMonth month, double share) {
    add(entity, of, Quantities.TCE, month.toString(), List.of(month), share, ".10");
  }

  private void add(
      String entity,
      List<SimulatedUnit> of,
      String quantity,
      String period,
      List<YearMonth> months,
      double share,
      String margin) {
    long limit =
        BigDecimal.valueOf(consumption.sum(of, months, quantity))
            .multiply(BigDecimal.valueOf(share))
            .round(new MathContext(3, RoundingMode.HALF_EVEN))
            .longValueExact();
    targets.add(
        new Target(
            quantity + "-" + period,
            entity,
            quantity,
            Period.parse(period).orElseThrow(),
            limit,
            new BigDecimal("0" + margin),
            SOURCE));
  }
}
