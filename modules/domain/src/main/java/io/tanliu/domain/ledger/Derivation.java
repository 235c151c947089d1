// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.convert.Factor;
import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.unit.Direction;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Coal equivalent and carbon of one base bucket from its physical flows. Each flow is converted and
 * rounded once per bucket, so the result depends on nothing but the bucket's amounts.
 *
 * <p>Derived lines are {@code tce}, {@code tce_equivalent} and {@code co2e}; beside them, under the
 * same name with {@value #EXTRAPOLATED}, the part that a factor of another year made, which keeps
 * the figure provisional.
 */
public final class Derivation {
  /** Suffix of the part of a derived line that was made with another year's factor. */
  public static final String EXTRAPOLATED = "~";

  private static final Map<String, Direction> DIRECTIONS =
      Arrays.stream(Direction.values())
          .collect(Collectors.toUnmodifiableMap(Direction::code, Function.identity()));

  private final FactorBook factors;

  public Derivation(FactorBook factors) {
    this.factors = factors;
  }

  /** True for the name of a flow, false for a derived line. */
  public static boolean isFlow(String line) {
    return line.indexOf(':') >= 0;
  }

  /** Energy kind of a flow. */
  public static String energy(String flow) {
    return flow.substring(0, flow.indexOf(':'));
  }

  /** Direction of a flow. */
  public static Direction direction(String flow) {
    return DIRECTIONS.get(flow.substring(flow.indexOf(':') + 1));
  }

  /**
   * The derived lines of a bucket.
   *
   * @param lines its lines, of which the flows count
   * @param region region of the unit, which chooses the grid factor
   * @param year data year of the bucket
   */
  public Lines derive(Lines lines, String region, int year) {
    Lines result = new Lines();
    lines.forEach(
        (name, line) -> {
          if (isFlow(name)) {
            derive(name, line, region, year, result);
          }
        });
    return result;
  }

  /**
   * A change of flows together with the change of the derived lines that follows from it.
   *
   * @param before the bucket's lines, derived ones included
   * @param flows change of its flows
   */
  public Lines change(Lines before, Lines flows, String region, int year) {
    Lines after = before.copy();
    after.add(flows);
    Lines result = flows.copy();
    before.forEach(
        (name, line) -> {
          if (!isFlow(name)) {
            result.add(name, line.negated());
          }
        });
    result.add(derive(after, region, year));
    return result;
  }

  private void derive(String flow, Line line, String region, int year, Lines result) {
    String energy = energy(flow);
    Direction direction = direction(flow);
    convert(Quantities.TCE, factors.coalEquivalent(energy, year), line, direction, result);
    convert(
        Quantities.TCE_EQUIVALENT,
        factors.coalEquivalentByEqualValue(energy, year),
        line,
        direction,
        result);
    if (emits(direction)) {
      convert(Quantities.CO2E, factors.emission(energy, region, year), line, direction, result);
    }
  }

  /** Renewables of one's own emit nothing and feedstock is not burnt. */
  public static boolean emits(Direction direction) {
    return direction == Direction.BOUGHT || direction == Direction.SOLD;
  }

  /** A flow without a factor gives no amount and no covered time: its coverage shows the hole. */
  private static void convert(
      String name, Optional<Factor> factor, Line line, Direction direction, Lines result) {
    if (factor.isEmpty()) {
      return;
    }
    long grams = direction.sign() * factor.get().apply(line.amount());
    result.add(name, new Line(grams, line.covered(), line.estimated()));
    if (factor.get().extrapolated()) {
      result.add(name + EXTRAPOLATED, new Line(grams, 0, 0));
    }
  }
}
