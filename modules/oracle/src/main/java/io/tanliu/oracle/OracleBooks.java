// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.oracle;

import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.unit.Direction;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** All windows of an entity, each summed anew from its quarter hours. */
public final class OracleBooks {
  private static final Set<String> DERIVED = Set.of("tce", "tce_equivalent", "co2e");

  private final ZoneId zone;
  private final SortedMap<Long, Map<String, Cell>> buckets = new TreeMap<>();
  private final Map<String, Long> points = new HashMap<>();
  private long asOf = Long.MIN_VALUE;

  /**
   * One quantity of one window.
   *
   * @param amount in base units
   * @param coverage share of the points' elapsed time that was measured
   * @param estimated share of it that was estimated
   */
  public record Share(long amount, double coverage, double estimated) {}

  /**
   * A window.
   *
   * @param granularity its code, e.g. {@code 1M} or {@code rolling-24h}
   * @param start inclusive, epoch milliseconds
   * @param end exclusive, epoch milliseconds
   */
  public record Window(String granularity, long start, long end) {}

  /**
   * @param zone in which days, months and years begin
   */
  public OracleBooks(ZoneId zone) {
    this.zone = zone;
  }

  /** The books of a unit. */
  public static OracleBooks of(EnergyUnit unit, Collection<Reading> readings, FactorBook factors) {
    return new OracleBooks(unit.zone()).add(unit, readings, factors);
  }

  /** Adds a unit that belongs to the entity. */
  public OracleBooks add(EnergyUnit unit, Collection<Reading> readings, FactorBook factors) {
    Oracle.buckets(unit, readings, factors)
        .forEach(
            (start, lines) ->
                lines.forEach(
                    (name, cell) ->
                        buckets
                            .computeIfAbsent(start, s -> new TreeMap<>())
                            .merge(name, cell, Cell::plus)));
    unit.points().stream()
        .filter(p -> p.level() == 1 && p.direction() != Direction.INTERNAL)
        .forEach(p -> points.merge(p.energy() + ":" + p.direction().code(), 1L, Long::sum));
    Map<String, Point> byId = unit.pointsById();
    for (Reading reading : readings) {
      Point point = byId.get(reading.point());
      long reach =
          point.measure() == Measure.INTERVAL
              ? Oracle.intervalEnd(point, reading.time(), unit.zone())
              : reading.time();
      asOf = Math.max(asOf, reach);
    }
    return this;
  }

  /** Zone in which days, months and years begin. */
  public ZoneId zone() {
    return zone;
  }

  /** Event time up to which readings reach. */
  public long asOf() {
    return asOf;
  }

  /** Lines by start of the quarter hour. */
  public SortedMap<Long, Map<String, Cell>> buckets() {
    return buckets;
  }

  /** The windows in which something was used, the rolling ones too. */
  public Set<Window> windows() {
    Map<Window, Boolean> found = new HashMap<>();
    for (Long bucket : buckets.keySet()) {
      ZonedDateTime local = Instant.ofEpochMilli(bucket).atZone(zone);
      ZonedDateTime day = local.toLocalDate().atStartOfDay(zone);
      ZonedDateTime month = local.toLocalDate().withDayOfMonth(1).atStartOfDay(zone);
      ZonedDateTime year = local.toLocalDate().withDayOfYear(1).atStartOfDay(zone);
      long hour = Instant.ofEpochMilli(bucket).truncatedTo(ChronoUnit.HOURS).toEpochMilli();
      found.put(new Window("15m", bucket, bucket + 900_000L), true);
      found.put(new Window("1h", hour, hour + 3_600_000L), true);
      found.put(window("1d", day, day.toLocalDate().plusDays(1).atStartOfDay(zone)), true);
      found.put(window("1M", month, month.toLocalDate().plusMonths(1).atStartOfDay(zone)), true);
      found.put(window("1Y", year, year.toLocalDate().plusYears(1).atStartOfDay(zone)), true);
    }
    if (!found.isEmpty()) {
      rolling().forEach(window -> found.put(window, true));
    }
    return found.keySet();
  }

  /** The rolling windows that end with the last complete quarter hour. */
  public List<Window> rolling() {
    ZonedDateTime end = Instant.ofEpochMilli(asOf - Math.floorMod(asOf, 900_000L)).atZone(zone);
    return List.of(
        window("rolling-1h", end.minusHours(1), end),
        window("rolling-24h", end.minusHours(24), end),
        window("rolling-30d", end.minusHours(30 * 24), end),
        window("rolling-12M", end.minusMonths(12), end));
  }

  private static Window window(String code, ZonedDateTime start, ZonedDateTime end) {
    return new Window(code, start.toInstant().toEpochMilli(), end.toInstant().toEpochMilli());
  }

  /** Every quantity of a window that is not nothing. */
  public Map<String, Share> shares(Window window) {
    Map<String, Cell> sums = new TreeMap<>();
    for (Map<String, Cell> lines : buckets.subMap(window.start(), window.end()).values()) {
      lines.forEach(
          (name, cell) ->
              sums.merge(quantity(name), cell.signed(name.endsWith(":sold") ? -1 : 1), Cell::plus));
    }
    long elapsed = Math.max(0, Math.min(window.end(), asOf) - window.start());
    Map<String, Share> result = new TreeMap<>();
    sums.forEach((quantity, cell) -> result.put(quantity, share(quantity, cell, elapsed)));
    result.values().removeIf(s -> s.equals(new Share(0, 0, 0)));
    return result;
  }

  private Share share(String quantity, Cell cell, long elapsed) {
    long measuring = 0;
    for (Map.Entry<String, Long> flow : points.entrySet()) {
      boolean burnt = flow.getKey().endsWith(":bought") || flow.getKey().endsWith(":sold");
      boolean counts =
          DERIVED.contains(quantity)
              ? burnt || !quantity.equals("co2e")
              : quantity(flow.getKey()).equals(quantity);
      measuring += counts ? flow.getValue() : 0;
    }
    double expected = (double) measuring * elapsed;
    return new Share(
        cell.amount().longValueExact(),
        Math.min(1, cell.covered() / expected),
        Math.min(1, cell.estimated() / expected));
  }

  private static String quantity(String line) {
    return line.indexOf(':') < 0 ? line : line.substring(0, line.indexOf(':'));
  }
}
