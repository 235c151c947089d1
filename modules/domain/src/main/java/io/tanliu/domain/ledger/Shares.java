// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.quantity.Dimension;
import io.tanliu.domain.quantity.EnergyKind;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.unit.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads quantities from rows: an energy kind is the signed sum of its flows, a total the sum of its
 * parts, any other derived quantity its own line. Coverage is a share of the time of all points
 * that measure the quantity.
 */
public final class Shares {
  /** What every entity has, also before it has a point that measures it. */
  private static final List<String> ALWAYS =
      List.of(Quantities.TCE, Quantities.TCE_EQUIVALENT, Quantities.CO2E);

  private final FactorBook factors;
  private final Map<String, List<String>> quantities = new ConcurrentHashMap<>();

  public Shares(FactorBook factors) {
    this.factors = factors;
  }

  /**
   * One quantity of one window.
   *
   * @param amount in base units
   * @param dimension of the amount
   * @param coverage share of the points' elapsed time that was measured, 0 to 1
   * @param estimated share of the points' elapsed time that was estimated, 0 to 1
   * @param extrapolated true when another year's factor took part
   * @param unverified share of the amount that unverified factors made, 0 to 1
   */
  public record Share(
      long amount,
      Dimension dimension,
      double coverage,
      double estimated,
      boolean extrapolated,
      double unverified) {}

  /**
   * The signed sum of a quantity's lines.
   *
   * @throws ArithmeticException on overflow
   */
  public static Line total(Lines lines, String quantity) {
    DerivedLines derived = DerivedLines.of(quantity);
    if (derived != null) {
      return DerivedLines.sum(lines, derived.all());
    }
    long[] sum = new long[3];
    lines.forEach(
        (name, line) -> {
          if (isFlowOf(name, quantity)) {
            sum[0] = Math.addExact(sum[0], Derivation.direction(name).sign() * line.amount());
            sum[1] += line.covered();
            sum[2] += line.estimated();
          }
        });
    return new Line(sum[0], sum[1], sum[2]);
  }

  private static boolean isFlowOf(String name, String quantity) {
    return name.length() > quantity.length()
        && name.charAt(quantity.length()) == ':'
        && name.startsWith(quantity);
  }

  /**
   * All quantities that an entity's points measure; made once for many windows of it.
   *
   * @param points points per flow over time
   */
  public Measured measured(PointCounts points) {
    TreeMap<String, TreeMap<Long, Long>> counts = new TreeMap<>();
    ALWAYS.forEach(quantity -> counts.put(quantity, new TreeMap<>()));
    points.forEach(
        (flow, from, count) ->
            quantities(flow)
                .forEach(
                    quantity ->
                        counts
                            .computeIfAbsent(quantity, q -> new TreeMap<>())
                            .merge(from, count, Long::sum)));
    List<Measure> measures = new ArrayList<>();
    counts.forEach((name, steps) -> measures.add(new Measure(name, dimension(name), steps)));
    return new Measured(measures);
  }

  /** A quantity and the number of points over time that should contribute to it. */
  private record Measure(String quantity, Dimension dimension, SortedMap<Long, Long> points) {
    Share share(Lines lines, long start, long until) {
      Line total = total(lines, quantity);
      double expected = until <= start ? 0 : PointCounts.time(points, start, until);
      DerivedLines derived = DerivedLines.of(quantity);
      return new Share(
          total.amount(),
          dimension,
          Shares.share(total.covered(), expected),
          Shares.share(total.estimated(), expected),
          derived != null && DerivedLines.sum(lines, derived.extrapolated()).amount() != 0,
          derived == null
              ? 0
              : part(DerivedLines.sum(lines, derived.unverified()).amount(), total.amount()));
    }

    private static double part(long part, long total) {
      return part == 0 ? 0 : total == 0 ? 1 : Math.min(1, Math.abs((double) part / total));
    }
  }

  /** Quantities of one entity. */
  public static final class Measured {
    private final List<Measure> measures;

    private Measured(List<Measure> measures) {
      this.measures = measures;
    }

    /**
     * The quantities of one window, by name.
     *
     * @param start start of the window, epoch milliseconds
     * @param until end of what has passed of it for the entity
     */
    public SortedMap<String, Share> of(Lines lines, long start, long until) {
      TreeMap<String, Share> result = new TreeMap<>();
      measures.forEach(m -> result.put(m.quantity(), m.share(lines, start, until)));
      lines.forEach((name, line) -> left(name, lines, result));
      return result;
    }

    /** A part that no point measures any more is shown too: parts add up to their total. */
    private static void left(String name, Lines lines, Map<String, Share> result) {
      Dimension dimension = Quantities.derivedDimension(name);
      if (dimension != null && !result.containsKey(name)) {
        result.put(name, new Measure(name, dimension, new TreeMap<>()).share(lines, 0, 0));
      }
    }
  }

  /**
   * One quantity of a window.
   *
   * @param start start of the window, epoch milliseconds
   * @param until end of what has passed of it for the entity
   */
  public Share share(String quantity, Lines lines, PointCounts points, long start, long until) {
    return new Measure(quantity, dimension(quantity), pointsOf(quantity, points))
        .share(lines, start, until);
  }

  private static double share(long part, double whole) {
    return whole <= 0 ? 0 : Math.min(1, Math.max(0, part / whole));
  }

  /** Change of the number of points that should contribute to a quantity, by time. */
  private SortedMap<Long, Long> pointsOf(String quantity, PointCounts points) {
    TreeMap<Long, Long> sum = new TreeMap<>();
    points.forEach(
        (flow, from, count) -> {
          if (quantities(flow).contains(quantity)) {
            sum.merge(from, count, Long::sum);
          }
        });
    return sum;
  }

  /** The quantities to which a flow contributes. */
  private List<String> quantities(String flow) {
    return quantities.computeIfAbsent(flow, this::quantitiesOf);
  }

  private List<String> quantitiesOf(String flow) {
    String energy = Derivation.energy(flow);
    Direction direction = Derivation.direction(flow);
    String category = factors.energy(energy).map(EnergyKind::category).orElse("");
    List<String> found = new ArrayList<>(List.of(energy));
    Optional<String> part = EnergyKind.tcePart(category);
    if (part.isPresent()) {
      found.addAll(List.of(Quantities.TCE, Quantities.TCE_EQUIVALENT, part.get()));
      found.addAll(Conversion.within(direction, category));
    }
    Optional<String> cause = EnergyKind.co2ePart(category);
    if (cause.isPresent() && Derivation.emits(direction)) {
      found.add(cause.get());
      if (Quantities.CO2E_PARTS.contains(cause.get())) {
        found.add(Quantities.CO2E);
      }
    }
    return List.copyOf(found);
  }

  private Dimension dimension(String quantity) {
    Dimension derived = Quantities.derivedDimension(quantity);
    return derived != null
        ? derived
        : factors.energy(quantity).map(EnergyKind::dimension).orElse(Dimension.MASS);
  }
}
