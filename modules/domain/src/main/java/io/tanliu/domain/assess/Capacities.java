// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import io.tanliu.domain.assess.BenchmarkClass.Policy;
import io.tanliu.domain.assess.Standing.Capacity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Capacity by policy class (能效标杆水平产能比例). What cannot be assessed counts as not at benchmark level;
 * how far that may be wrong is said by {@link #highest}.
 *
 * @param total registered capacity
 * @param benchmark of it at benchmark level or better
 * @param baseline of it at baseline level, and not at benchmark level
 * @param below of it below baseline level
 * @param unknown of it in units that cannot be assessed
 * @param units number of capacities
 */
public record Capacities(
    BigDecimal total,
    BigDecimal benchmark,
    BigDecimal baseline,
    BigDecimal below,
    BigDecimal unknown,
    int units) {

  /** Nothing is registered. */
  public static final Capacities NOTHING =
      new Capacities(
          BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, 0);

  /**
   * A product and the unit of its capacity.
   *
   * @param product product
   * @param unit unit of the capacity
   */
  public record ProductUnits(String product, String unit) implements Comparable<ProductUnits> {
    @Override
    public int compareTo(ProductUnits other) {
      int byProduct = product.compareTo(other.product);
      return byProduct != 0 ? byProduct : unit.compareTo(other.unit);
    }
  }

  /** Sums per product; products for which the policy has no levels are left out. */
  public static Map<ProductUnits, Capacities> byProduct(Collection<Capacity> capacities) {
    Map<ProductUnits, Capacities> sums = new TreeMap<>();
    for (Capacity capacity : capacities) {
      if (capacity.policy() != Policy.NOT_SET) {
        ProductUnits key = new ProductUnits(capacity.product(), capacity.unit());
        sums.merge(key, of(capacity), Capacities::plus);
      }
    }
    return sums;
  }

  private static Capacities of(Capacity capacity) {
    return new Capacities(
        capacity.amount(),
        part(capacity, Policy.BENCHMARK),
        part(capacity, Policy.BASELINE),
        part(capacity, Policy.BELOW_BASELINE),
        part(capacity, Policy.NOT_ASSESSABLE),
        1);
  }

  private static BigDecimal part(Capacity capacity, Policy policy) {
    return capacity.policy() == policy ? capacity.amount() : BigDecimal.ZERO;
  }

  /** Both together. */
  public Capacities plus(Capacities other) {
    return new Capacities(
        total.add(other.total),
        benchmark.add(other.benchmark),
        baseline.add(other.baseline),
        below.add(other.below),
        unknown.add(other.unknown),
        units + other.units);
  }

  /** At benchmark level ÷ all, rounded half even to 16 digits; empty without capacity. */
  public Optional<BigDecimal> share() {
    return ratio(benchmark);
  }

  /** The share if everything that cannot be assessed were at benchmark level. */
  public Optional<BigDecimal> highest() {
    return ratio(benchmark.add(unknown));
  }

  private Optional<BigDecimal> ratio(BigDecimal part) {
    return total.signum() == 0
        ? Optional.empty()
        : Optional.of(part.divide(total, MathContext.DECIMAL64));
  }
}
