// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import io.tanliu.domain.convert.Factor;
import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.ledger.Derivation;
import io.tanliu.domain.quantity.EnergyKind;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.unit.Affiliation;
import io.tanliu.domain.unit.Direction;
import io.tanliu.domain.unit.Point;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What units will truly have consumed in a month, known before it was sent; cached. */
final class Consumption {
  private final FactorBook factors;
  private final Map<String, Map<String, Long>> known = new HashMap<>();

  Consumption(FactorBook factors) {
    this.factors = factors;
  }

  /** Sum of a quantity over units and months, in base units. */
  long sum(List<SimulatedUnit> units, List<YearMonth> months, String quantity) {
    long sum = 0;
    for (SimulatedUnit unit : units) {
      for (YearMonth month : months) {
        sum += of(unit, month).getOrDefault(quantity, 0L);
      }
    }
    return sum;
  }

  private Map<String, Long> of(SimulatedUnit unit, YearMonth month) {
    return known.computeIfAbsent(unit.definition().id() + "|" + month, key -> compute(unit, month));
  }

  private Map<String, Long> compute(SimulatedUnit unit, YearMonth month) {
    long start = Times.startOfDay(month.atDay(1));
    long end = Times.startOfDay(month.plusMonths(1).atDay(1));
    Map<String, Long> sums = new HashMap<>();
    for (Meter meter : unit.meters()) {
      Point point = meter.point();
      if (point.counts()) {
        long amount = 0;
        for (long hour = start; hour < end; hour += Times.HOUR) {
          amount += meter.baseAmount(hour);
        }
        add(sums, unit.definition().affiliation(), point, amount, month.getYear());
      }
    }
    return sums;
  }

  private void add(Map<String, Long> sums, Affiliation home, Point point, long amount, int year) {
    Direction direction = point.direction();
    String energy = point.energy();
    sums.merge(energy, direction.sign() * amount, Long::sum);
    sums.merge(
        Quantities.TCE,
        direction.sign() * grams(factors.coalEquivalent(energy, year), amount),
        Long::sum);
    // What a stack monitor shows stands beside what is calculated, and a pollutant is no carbon.
    boolean calculated =
        factors
            .energy(energy)
            .flatMap(kind -> EnergyKind.co2ePart(kind.category()))
            .filter(part -> !part.equals(Quantities.CO2E_MEASURED))
            .isPresent();
    if (calculated && Derivation.emits(direction)) {
      sums.merge(
          Quantities.CO2E,
          direction.sign()
              * grams(factors.emission(energy, home.region(), home.industry(), year), amount),
          Long::sum);
    }
  }

  private static long grams(Optional<Factor> factor, long amount) {
    return factor.map(f -> f.apply(amount)).orElse(0L);
  }
}
