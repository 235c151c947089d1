// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.oracle;

import io.tanliu.domain.convert.Factor;
import io.tanliu.domain.convert.FactorBook;
import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.unit.Direction;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The quarter hours of one unit, computed in the plainest way from everything that was read: no
 * state, no order of arrival, no retraction. It shares no code with the ledger that it judges.
 *
 * <p>Flows are named as in the ledger ({@code electricity:bought}); derived lines are {@code tce},
 * {@code tce_equivalent}, {@code co2e}.
 */
public final class Oracle {
  private static final long QUARTER = 15 * 60_000L;
  private static final BigInteger HOUR = BigInteger.valueOf(3_600_000L);
  private static final Duration LONGEST_SPREAD = Duration.ofDays(400);

  private final EnergyUnit unit;
  private final SortedMap<Long, Map<String, Cell>> buckets = new TreeMap<>();

  private Oracle(EnergyUnit unit) {
    this.unit = unit;
  }

  /**
   * Lines by start of the quarter hour.
   *
   * @param readings what is to count in the end: one per point and time
   */
  public static SortedMap<Long, Map<String, Cell>> buckets(
      EnergyUnit unit, Collection<Reading> readings, FactorBook factors) {
    Oracle oracle = new Oracle(unit);
    for (Point point : unit.points()) {
      if (point.level() == 1 && point.direction() != Direction.INTERNAL) {
        SortedMap<Long, BigInteger> amounts = new TreeMap<>();
        readings.stream()
            .filter(r -> r.point().equals(point.id()))
            .forEach(r -> amounts.put(r.time(), baseUnits(point, r.decimal())));
        oracle.point(point, amounts);
      }
    }
    oracle.buckets.forEach((start, lines) -> oracle.derive(start, lines, factors));
    return oracle.buckets;
  }

  /** End of an interval: one of more than an hour follows the local clock, as a day does. */
  public static long intervalEnd(Point point, long start, ZoneId zone) {
    return point.interval().compareTo(Duration.ofHours(1)) <= 0
        ? start + point.interval().toMillis()
        : Instant.ofEpochMilli(start)
            .atZone(zone)
            .toLocalDateTime()
            .plus(point.interval())
            .atZone(zone)
            .toInstant()
            .toEpochMilli();
  }

  private static BigInteger baseUnits(Point point, BigDecimal number) {
    BigDecimal exact =
        number.multiply(point.multiplier()).multiply(BigDecimal.valueOf(point.unit().toBase()));
    return exact.setScale(0, RoundingMode.HALF_EVEN).toBigIntegerExact();
  }

  private void point(Point point, SortedMap<Long, BigInteger> amounts) {
    Long from = null;
    for (Long to : amounts.keySet()) {
      if (point.measure() == Measure.INTERVAL) {
        split(point, to, intervalEnd(point, to, unit.zone()), amounts.get(to), true);
      } else if (from != null && point.measure() == Measure.REGISTER) {
        register(point, from, to, amounts.get(from), amounts.get(to));
      } else if (from != null && to - from <= point.maxGap().toMillis()) {
        rate(point, from, to, amounts.get(from), amounts.get(to));
      }
      from = to;
    }
  }

  private void register(Point point, long from, long to, BigInteger before, BigInteger after) {
    if (to - from > LONGEST_SPREAD.toMillis()) {
      return;
    }
    boolean measured = to - from <= point.maxGap().toMillis();
    BigInteger difference = after.subtract(before);
    if (difference.signum() >= 0 || point.signed()) {
      split(point, from, to, difference, measured);
    } else if (point.modulus().isPresent()) {
      BigInteger modulus = baseUnits(point, point.modulus().get());
      BigInteger wrapped = difference.add(modulus);
      if (wrapped.signum() >= 0 && plausible(point, wrapped, modulus, before, after, to - from)) {
        split(point, from, to, wrapped, measured);
      }
    }
  }

  /** A drop is a rollover when it is possible at the rated maximum; else a replaced counter. */
  private static boolean plausible(
      Point point,
      BigInteger used,
      BigInteger modulus,
      BigInteger before,
      BigInteger after,
      long ms) {
    if (point.ratedMaximum().isPresent()) {
      BigDecimal perHour =
          point.ratedMaximum().get().multiply(BigDecimal.valueOf(point.unit().toBase()));
      BigInteger most = perHour.setScale(0, RoundingMode.CEILING).toBigIntegerExact();
      return used.multiply(HOUR).compareTo(most.multiply(BigInteger.valueOf(ms))) <= 0;
    }
    BigInteger tenth = modulus.divide(BigInteger.TEN);
    return before.compareTo(modulus.subtract(tenth)) >= 0 && after.compareTo(tenth) <= 0;
  }

  /** In proportion to time, rounded half even; the last bucket takes the rest. */
  private void split(Point point, long from, long to, BigInteger amount, boolean measured) {
    BigInteger given = BigInteger.ZERO;
    for (long a = from; a < to; a = bucketOf(a) + QUARTER) {
      long b = Math.min(bucketOf(a) + QUARTER, to);
      BigInteger share =
          b == to
              ? amount.subtract(given)
              : halfEven(amount.multiply(BigInteger.valueOf(b - a)), BigInteger.valueOf(to - from));
      given = given.add(share);
      add(point, bucketOf(a), share, b - a, measured);
    }
  }

  /** Area under the straight line between two rates per hour; the last bucket takes the rest. */
  private void rate(Point point, long from, long to, BigInteger r0, BigInteger r1) {
    BigInteger gap = BigInteger.valueOf(to - from);
    BigInteger two = BigInteger.TWO;
    BigInteger whole = halfEven(r0.add(r1).multiply(gap), two.multiply(HOUR));
    BigInteger given = BigInteger.ZERO;
    for (long a = from; a < to; a = bucketOf(a) + QUARTER) {
      long b = Math.min(bucketOf(a) + QUARTER, to);
      // Twice the mean rate over [a, b], times the whole gap.
      BigInteger rise = r1.subtract(r0).multiply(BigInteger.valueOf(a - from + b - from));
      BigInteger mean = r0.multiply(gap).multiply(two).add(rise);
      BigInteger area = mean.multiply(BigInteger.valueOf(b - a));
      BigInteger share =
          b == to ? whole.subtract(given) : halfEven(area, gap.multiply(two).multiply(HOUR));
      given = given.add(share);
      add(point, bucketOf(a), share, b - a, true);
    }
  }

  private void add(Point point, long bucket, BigInteger amount, long millis, boolean measured) {
    buckets
        .computeIfAbsent(bucket, b -> new TreeMap<>())
        .merge(
            point.energy() + ":" + point.direction().code(),
            new Cell(amount, measured ? millis : 0, measured ? 0 : millis),
            Cell::plus);
  }

  private void derive(long start, Map<String, Cell> lines, FactorBook factors) {
    int year = Instant.ofEpochMilli(start).atZone(unit.zone()).getYear();
    for (Map.Entry<String, Cell> flow : Map.copyOf(lines).entrySet()) {
      String energy = flow.getKey().substring(0, flow.getKey().indexOf(':'));
      String direction = flow.getKey().substring(flow.getKey().indexOf(':') + 1);
      Cell cell = flow.getValue().signed(direction.equals("sold") ? -1 : 1);
      convert(lines, "tce", factors.coalEquivalent(energy, year), cell);
      convert(lines, "tce_equivalent", factors.coalEquivalentByEqualValue(energy, year), cell);
      if (direction.equals("bought") || direction.equals("sold")) {
        convert(lines, "co2e", factors.emission(energy, unit.region(), year), cell);
      }
    }
  }

  private static void convert(
      Map<String, Cell> lines, String name, Optional<Factor> factor, Cell flow) {
    if (factor.isPresent()) {
      BigDecimal gramsPerUnit = BigDecimal.valueOf(factor.get().value(), factor.get().scale());
      BigDecimal grams = new BigDecimal(flow.amount()).multiply(gramsPerUnit);
      BigInteger rounded = grams.setScale(0, RoundingMode.HALF_EVEN).toBigIntegerExact();
      lines.merge(name, new Cell(rounded, flow.covered(), flow.estimated()), Cell::plus);
    }
  }

  private static BigInteger halfEven(BigInteger dividend, BigInteger divisor) {
    return new BigDecimal(dividend)
        .divide(new BigDecimal(divisor), 0, RoundingMode.HALF_EVEN)
        .toBigIntegerExact();
  }

  private static long bucketOf(long time) {
    return time - Math.floorMod(time, QUARTER);
  }
}
