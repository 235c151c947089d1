// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.oracle;

import io.tanliu.domain.unit.Affiliation;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Membership;
import io.tanliu.domain.unit.Point;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** All windows of an entity, each summed anew from its quarter hours. */
public final class OracleBooks {
  private final ZoneId zone;
  private final SortedMap<Long, Map<String, Cell>> buckets = new TreeMap<>();
  private final List<Standing> points = new ArrayList<>();
  private long asOf = Long.MIN_VALUE;

  /** A point that belongs to the entity from a moment until another, exclusive. */
  private record Standing(Set<String> quantities, long from, long until) {
    long time(long start, long end) {
      return Math.max(0, Math.min(until, end) - Math.max(from, start));
    }
  }

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

  /** A unit's own books: wherever it belongs, they are its own. */
  public static OracleBooks of(Oracle unit) {
    return new OracleBooks(unit.unit().zone()).add(unit, affiliation -> true);
  }

  /**
   * The books of units and of every entity to which one of them ever belonged.
   *
   * @param zone in which the days of the entities begin
   */
  public static Map<String, OracleBooks> all(
      Collection<Oracle> units, Membership membership, ZoneId zone) {
    Map<String, OracleBooks> books = new TreeMap<>();
    for (Oracle oracle : units) {
      EnergyUnit unit = oracle.unit();
      books.put(unit.id(), of(oracle));
      Set<Affiliation> affiliations = new HashSet<>(Set.of(unit.affiliation()));
      unit.earlierAffiliations().forEach(e -> affiliations.add(e.affiliation()));
      Map<Affiliation, List<String>> parents = new HashMap<>();
      affiliations.forEach(a -> parents.put(a, membership.parents(a.region(), a.industry())));
      Set<String> above = new TreeSet<>();
      parents.values().forEach(above::addAll);
      for (String entity : above) {
        books
            .computeIfAbsent(entity, e -> new OracleBooks(zone))
            .add(oracle, a -> parents.get(a).contains(entity));
      }
    }
    return books;
  }

  /**
   * Adds what a unit used while it belonged to the entity. A quarter hour goes where the unit
   * belonged at its start; the entity's own event time is the latest of all units that ever
   * belonged to it.
   *
   * @param belongs whether a unit that is affiliated so counts to the entity
   */
  public OracleBooks add(Oracle unit, Predicate<Affiliation> belongs) {
    unit.buckets()
        .forEach(
            (start, lines) -> {
              if (belongs.test(unit.unit().affiliation(start))) {
                Map<String, Cell> sums = buckets.computeIfAbsent(start, s -> new TreeMap<>());
                lines.forEach((name, cell) -> sums.merge(name, cell, Cell::plus));
              }
            });
    long from = Long.MIN_VALUE;
    for (Affiliation.Earlier earlier : unit.unit().earlierAffiliations()) {
      if (belongs.test(earlier.affiliation())) {
        belonged(unit, from, earlier.until());
      }
      from = earlier.until();
    }
    if (belongs.test(unit.unit().affiliation())) {
      belonged(unit, from, Long.MAX_VALUE);
    }
    return this;
  }

  private void belonged(Oracle unit, long from, long until) {
    asOf = Math.max(asOf, unit.asOf());
    for (NavigableMap<Long, Point> versions : new Versions(unit.unit()).byUntil().values()) {
      long since = Long.MIN_VALUE;
      for (Map.Entry<Long, Point> version : versions.entrySet()) {
        if (version.getValue().counts()) {
          long begin = Math.max(from, since);
          long end = Math.min(until, version.getKey());
          points.add(new Standing(unit.quantities(version.getValue().flow()), begin, end));
        }
        since = version.getKey();
      }
    }
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
    long end = Math.min(window.end(), asOf);
    Map<String, Share> result = new TreeMap<>();
    sums.forEach(
        (quantity, cell) -> result.put(quantity, share(quantity, cell, window.start(), end)));
    result.values().removeIf(s -> s.equals(new Share(0, 0, 0)));
    return result;
  }

  /** Expected is the time for which points that measure the quantity belonged to the entity. */
  private Share share(String quantity, Cell cell, long start, long end) {
    long expected =
        points.stream()
            .filter(p -> p.quantities().contains(quantity))
            .mapToLong(p -> p.time(start, end))
            .sum();
    return new Share(
        cell.amount().longValueExact(),
        part(cell.covered(), expected),
        part(cell.estimated(), expected));
  }

  private static double part(long time, long expected) {
    return expected == 0 ? 0 : Math.min(1, (double) time / expected);
  }

  private static String quantity(String line) {
    return line.indexOf(':') < 0 ? line : line.substring(0, line.indexOf(':'));
  }
}
