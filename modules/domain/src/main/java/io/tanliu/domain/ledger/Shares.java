// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.quantity.Dimension;
import io.tanliu.domain.quantity.EnergyKind;
import io.tanliu.domain.quantity.Quantities;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads quantities from rows: an energy kind is the signed sum of its flows, a derived quantity is
 * its own line. Coverage is a share of the time of all points that measure the quantity.
 */
public final class Shares {
  private final FactorBook factors;

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
   */
  public record Share(
      long amount, Dimension dimension, double coverage, double estimated, boolean extrapolated) {}

  /** The signed sum of a quantity's lines. */
  public static Line total(Lines lines, String quantity) {
    if (Quantities.derivedDimension(quantity) != null) {
      return lines.get(quantity);
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
    TreeSet<String> quantities = new TreeSet<>();
    points.flows().forEach(flow -> quantities.add(Derivation.energy(flow)));
    quantities.add(Quantities.TCE);
    quantities.add(Quantities.TCE_EQUIVALENT);
    quantities.add(Quantities.CO2E);
    List<Measure> measures = new ArrayList<>();
    for (String name : quantities) {
      measures.add(new Measure(name, dimension(name), pointsOf(name, points)));
    }
    return new Measured(measures);
  }

  /** A quantity and the number of points over time that should contribute to it. */
  private record Measure(String quantity, Dimension dimension, SortedMap<Long, Long> points) {
    Share share(Lines lines, long start, long until) {
      Line total = total(lines, quantity);
      double expected = until <= start ? 0 : PointCounts.time(points, start, until);
      return new Share(
          total.amount(),
          dimension,
          Shares.share(total.covered(), expected),
          Shares.share(total.estimated(), expected),
          lines.get(quantity + Derivation.EXTRAPOLATED).amount() != 0);
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
      return result;
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
  private static SortedMap<Long, Long> pointsOf(String quantity, PointCounts points) {
    TreeMap<Long, Long> sum = new TreeMap<>();
    points.forEach(
        (flow, from, count) -> {
          if (contributes(flow, quantity)) {
            sum.merge(from, count, Long::sum);
          }
        });
    return sum;
  }

  private static boolean contributes(String flow, String quantity) {
    return switch (quantity) {
      case Quantities.TCE, Quantities.TCE_EQUIVALENT -> true;
      case Quantities.CO2E -> Derivation.emits(Derivation.direction(flow));
      default -> Derivation.energy(flow).equals(quantity);
    };
  }

  private Dimension dimension(String quantity) {
    Dimension derived = Quantities.derivedDimension(quantity);
    return derived != null
        ? derived
        : factors.energy(quantity).map(EnergyKind::dimension).orElse(Dimension.MASS);
  }
}
