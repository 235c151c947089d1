// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.oracle;

import io.tanliu.domain.convert.Factor;
import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.unit.Affiliation;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Estimation;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The quarter hours of one unit, computed in the plainest way from everything that counts in the
 * end: no state, no order of arrival, no retraction. It shares no code with the ledger that it
 * judges.
 *
 * <p>Flows are named as in the ledger ({@code electricity:bought}); derived lines are totals, parts
 * and deductions, each converted for itself.
 */
public final class Oracle {
  private final EnergyUnit unit;
  private final Versions versions;
  private final Gaps gaps;
  private final SortedMap<Long, Map<String, Cell>> buckets = new TreeMap<>();
  private final long asOf;
  private final Kinds kinds;

  private Oracle(Inbox inbox, Kinds kinds) {
    this.unit = inbox.unit();
    this.kinds = kinds;
    this.versions = new Versions(unit);
    this.gaps = new Gaps(unit.zone());
    this.asOf = inbox.asOf();
  }

  /** What an inbox amounts to. */
  public static Oracle of(Inbox inbox, FactorBook factors) {
    Oracle oracle = new Oracle(inbox, new Kinds(factors));
    for (String point : oracle.versions.byUntil().keySet()) {
      NavigableMap<Long, Kept> kept = new TreeMap<>();
      inbox.kept(point).forEach(reading -> kept.put(reading.time(), reading));
      oracle.point(point, kept);
    }
    oracle.buckets.forEach((start, lines) -> oracle.derive(start, lines, factors));
    return oracle;
  }

  /** The same without the quarter hours that begin outside of {@code [from, to)}. */
  public Oracle within(long from, long to) {
    buckets.headMap(from).clear();
    buckets.tailMap(to).clear();
    return this;
  }

  /** The unit. */
  public EnergyUnit unit() {
    return unit;
  }

  /** Lines by start of the quarter hour. */
  public SortedMap<Long, Map<String, Cell>> buckets() {
    return buckets;
  }

  /** The quantities to which a flow contributes. */
  Set<String> quantities(String flow) {
    int colon = flow.indexOf(':');
    Set<String> found = kinds.derived(flow.substring(0, colon), flow.substring(colon + 1));
    found.add(flow.substring(0, colon));
    return found;
  }

  /** Event time up to which readings reach. */
  public long asOf() {
    return asOf;
  }

  /**
   * Each reading and the time up to its successor belong to the definition that held at the
   * reading, by which the successor is understood too.
   */
  private void point(String id, NavigableMap<Long, Kept> kept) {
    LastWeek lastWeek = new LastWeek(id, kept, versions);
    for (Kept reading : kept.values()) {
      Point point = versions.at(id, reading.time()).orElseThrow();
      if (!point.counts()) {
        continue;
      }
      if (point.measure() == Measure.INTERVAL) {
        Spread.evenly(
            reading.time(), gaps.begin(point, reading), amount(point, reading), measured(point));
      }
      Map.Entry<Long, Kept> next = kept.higherEntry(reading.time());
      if (next != null) {
        between(point, reading, next.getValue(), lastWeek);
      }
    }
  }

  private void between(Point point, Kept p, Kept q, LastWeek lastWeek) {
    boolean near = q.time() - p.time() <= point.maxGap().toMillis();
    if (point.measure() == Measure.REGISTER) {
      Registers.used(point, q.time() - p.time(), amount(point, p), amount(point, q))
          .ifPresent(
              used ->
                  Spread.evenly(
                      p.time(), q.time(), used, near ? measured(point) : estimated(point)));
    } else if (gaps.estimated(point, p, q)) {
      if (gaps.method(point) == Estimation.LINEAR) {
        slope(point, p, q).spread(p.time(), q.time(), 0, estimated(point));
      } else {
        lastWeek.fill(point, gaps.begin(point, p), q.time(), estimated(point));
      }
    } else if (point.measure() == Measure.RATE && near) {
      slope(point, p, q).spread(p.time(), q.time(), 0, measured(point));
    }
  }

  static BigInteger amount(Point point, Kept kept) {
    return Amounts.of(point, kept.reading().decimal());
  }

  static Spread.Slope slope(Point point, Kept u, Kept v) {
    return new Spread.Slope(u.time(), v.time(), amount(point, u), amount(point, v));
  }

  private Spread.Parts measured(Point point) {
    return (bucket, amount, millis) -> add(point, bucket, new Cell(amount, millis, 0));
  }

  private Spread.Parts estimated(Point point) {
    return (bucket, amount, millis) -> add(point, bucket, new Cell(amount, 0, millis));
  }

  private void add(Point point, long bucket, Cell cell) {
    buckets
        .computeIfAbsent(bucket, b -> new TreeMap<>())
        .merge(point.energy() + ":" + point.direction().code(), cell, Cell::plus);
  }

  /**
   * Emissions are those of the region and of the industry to which the unit belonged at the time.
   */
  private void derive(long start, Map<String, Cell> lines, FactorBook factors) {
    int year = Instant.ofEpochMilli(start).atZone(unit.zone()).getYear();
    Affiliation home = unit.affiliation(start);
    for (Map.Entry<String, Cell> flow : Map.copyOf(lines).entrySet()) {
      String energy = flow.getKey().substring(0, flow.getKey().indexOf(':'));
      String direction = flow.getKey().substring(flow.getKey().indexOf(':') + 1);
      Cell cell = flow.getValue().signed(direction.equals("sold") ? -1 : 1);
      for (String name : kinds.derived(energy, direction)) {
        Optional<Factor> factor =
            name.startsWith("co2e")
                ? factors.emission(energy, home.region(), home.industry(), year)
                : name.equals("tce_equivalent")
                    ? factors.coalEquivalentByEqualValue(energy, year)
                    : factors.coalEquivalent(energy, year);
        convert(lines, name, factor, cell);
      }
    }
  }

  private static void convert(
      Map<String, Cell> lines, String name, Optional<Factor> factor, Cell flow) {
    factor
        .map(f -> new Cell(Amounts.converted(flow.amount(), f), flow.covered(), flow.estimated()))
        .ifPresent(cell -> lines.merge(name, cell, Cell::plus));
  }
}
