// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import io.tanliu.domain.unit.Position;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Cells in which both carbon and a pollutant are high (排放“双高”热点网格): units are summed by the cell of
 * a grid of equal degrees in which they stand. A cell is high in what it emits when its percentile
 * rank among the cells that emit it, the share of them that emit at most as much, reaches the
 * rule's.
 *
 * @param state what could be said
 * @param cells cells that emit carbon
 * @param hotspots cells in which both are high, the highest first
 */
public record Hotspots(State state, int cells, List<Hotspot> hotspots) {
  private static final MathContext DIGITS = MathContext.DECIMAL64;

  public Hotspots {
    hotspots = List.copyOf(hotspots);
  }

  /** What could be said. */
  public enum State {
    ASSESSED,
    /** Too few cells emit carbon for a percentile. */
    FEW_CELLS,
    /** Nobody measures a pollutant. */
    NO_POLLUTANTS
  }

  /**
   * By what cells are judged.
   *
   * @param degrees side of a cell, degrees, above 0 and at most 10
   * @param percentile rank from which a cell is high, 0 to 1
   * @param leastCells least number of cells that emit carbon
   * @param most hotspots that are told, 1 to 20
   * @param source where that comes from
   * @param confidence A, B or C
   */
  public record Rule(
      BigDecimal degrees,
      BigDecimal percentile,
      int leastCells,
      int most,
      String source,
      String confidence) {

    /** The cell in which a position lies; what stands on an edge lies north or east of it. */
    public Cell cell(Position position) {
      return new Cell(
          index(position.latitude().add(Position.MOST_NORTH)),
          index(position.longitude().add(Position.MOST_EAST)));
    }

    private int index(BigDecimal degreesFromEdge) {
      return degreesFromEdge.divide(degrees, 0, RoundingMode.FLOOR).intValueExact();
    }

    /** Southern edge of a cell, degrees. */
    public BigDecimal south(Cell cell) {
      return degrees.multiply(BigDecimal.valueOf(cell.row())).subtract(Position.MOST_NORTH);
    }

    /** Western edge of a cell, degrees. */
    public BigDecimal west(Cell cell) {
      return degrees.multiply(BigDecimal.valueOf(cell.column())).subtract(Position.MOST_EAST);
    }
  }

  /**
   * A cell of the grid.
   *
   * @param row counted from 90° S, from 0
   * @param column counted from 180° W, from 0
   */
  public record Cell(int row, int column) implements Comparable<Cell> {
    @Override
    public int compareTo(Cell other) {
      return row != other.row
          ? Integer.compare(row, other.row)
          : Integer.compare(column, other.column);
    }
  }

  /**
   * What a unit emits in twelve months.
   *
   * @param cell where it stands; empty when nobody has said it
   * @param co2e grams
   * @param pollutants grams by pollutant, those that it measures
   * @param coverage least share of the twelve months that was measured, 0 to 1
   */
  public record Emitter(
      String unit, Optional<Cell> cell, long co2e, Map<String, Long> pollutants, double coverage) {
    public Emitter {
      pollutants = Map.copyOf(pollutants);
    }
  }

  /**
   * A cell in which both are high.
   *
   * @param units its units, the largest emitters of carbon first
   * @param co2e grams
   * @param pollutants grams by pollutant
   * @param carbonPercentile percentile rank of its carbon
   * @param pollutant pollutant by which it ranks highest
   * @param pollutantPercentile percentile rank of it
   * @param coverage least coverage of its units
   */
  public record Hotspot(
      Cell cell,
      List<String> units,
      BigDecimal co2e,
      Map<String, BigDecimal> pollutants,
      BigDecimal carbonPercentile,
      String pollutant,
      BigDecimal pollutantPercentile,
      double coverage) {
    /** The lesser of both ranks. */
    BigDecimal lesser() {
      return carbonPercentile.min(pollutantPercentile);
    }
  }

  /** The hotspots among some units, whatever their order. */
  public static Hotspots of(Rule rule, Collection<Emitter> emitters) {
    Map<Cell, List<Emitter>> cells = new TreeMap<>();
    for (Emitter emitter : emitters) {
      emitter.cell().ifPresent(c -> cells.computeIfAbsent(c, n -> new ArrayList<>()).add(emitter));
    }
    Map<Cell, Sum> sums = new TreeMap<>();
    cells.forEach((cell, units) -> sums.put(cell, Sum.of(units)));
    BigDecimal[] carbon = sorted(sums.values().stream().map(Sum::co2e).toList());
    Map<String, BigDecimal[]> pollutants = new TreeMap<>();
    sums.values().stream()
        .flatMap(sum -> sum.pollutants().keySet().stream())
        .distinct()
        .forEach(p -> pollutants.put(p, sorted(amounts(sums.values(), p))));
    if (carbon.length < rule.leastCells()) {
      return new Hotspots(State.FEW_CELLS, carbon.length, List.of());
    }
    if (pollutants.values().stream().allMatch(values -> values.length == 0)) {
      return new Hotspots(State.NO_POLLUTANTS, carbon.length, List.of());
    }
    List<Hotspot> found = new ArrayList<>();
    sums.forEach(
        (cell, sum) ->
            hotspot(cell, sum, cells.get(cell), carbon, pollutants)
                .filter(spot -> spot.lesser().compareTo(rule.percentile()) >= 0)
                .ifPresent(found::add));
    found.sort(
        Comparator.comparing(Hotspot::lesser)
            .thenComparing(Hotspot::co2e)
            .reversed()
            .thenComparing(Hotspot::cell));
    return new Hotspots(
        State.ASSESSED, carbon.length, found.subList(0, Math.min(rule.most(), found.size())));
  }

  private record Sum(BigDecimal co2e, Map<String, BigDecimal> pollutants) {
    static Sum of(List<Emitter> units) {
      BigDecimal co2e = BigDecimal.ZERO;
      Map<String, BigDecimal> pollutants = new TreeMap<>();
      for (Emitter unit : units) {
        co2e = co2e.add(BigDecimal.valueOf(unit.co2e()));
        unit.pollutants()
            .forEach((p, mass) -> pollutants.merge(p, BigDecimal.valueOf(mass), BigDecimal::add));
      }
      return new Sum(co2e, pollutants);
    }
  }

  private static List<BigDecimal> amounts(Collection<Sum> sums, String pollutant) {
    return sums.stream()
        .map(sum -> sum.pollutants().getOrDefault(pollutant, BigDecimal.ZERO))
        .toList();
  }

  /** What is emitted, in order; who emits nothing is no member of the comparison. */
  private static BigDecimal[] sorted(List<BigDecimal> amounts) {
    return amounts.stream().filter(a -> a.signum() > 0).sorted().toArray(BigDecimal[]::new);
  }

  private static BigDecimal rank(BigDecimal[] sorted, BigDecimal amount) {
    if (amount.signum() <= 0) {
      return BigDecimal.ZERO;
    }
    int at = Arrays.binarySearch(sorted, amount);
    while (at + 1 < sorted.length && sorted[at + 1].compareTo(amount) == 0) {
      at++;
    }
    return BigDecimal.valueOf(at + 1L).divide(BigDecimal.valueOf(sorted.length), DIGITS);
  }

  private static Optional<Hotspot> hotspot(
      Cell cell,
      Sum sum,
      List<Emitter> units,
      BigDecimal[] carbon,
      Map<String, BigDecimal[]> pollutants) {
    Optional<Map.Entry<String, BigDecimal>> highest =
        sum.pollutants().entrySet().stream()
            .map(e -> Map.entry(e.getKey(), rank(pollutants.get(e.getKey()), e.getValue())))
            .max(
                Map.Entry.<String, BigDecimal>comparingByValue()
                    .thenComparing(Map.Entry.<String, BigDecimal>comparingByKey().reversed()));
    List<String> ids =
        units.stream()
            .sorted(Comparator.comparingLong(Emitter::co2e).reversed().thenComparing(Emitter::unit))
            .map(Emitter::unit)
            .toList();
    return highest.map(
        entry ->
            new Hotspot(
                cell,
                ids,
                sum.co2e(),
                sum.pollutants(),
                rank(carbon, sum.co2e()),
                entry.getKey(),
                entry.getValue(),
                units.stream().mapToDouble(Emitter::coverage).min().orElse(0)));
  }
}
