// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.reading;

import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.reading.ReadingError.Code;
import io.tanliu.domain.time.Granularity;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Checks that need nothing but the point and the reading: the same at every door and in the ledger.
 * Build once per point; a check costs no allocation unless it fails.
 */
public final class ReadingRules {
  /** How far ahead of the receiving clock a reading may be. */
  public static final Duration FUTURE_TOLERANCE = Duration.ofMinutes(5);

  /** Oldest time of a reading: what claims to be older has a clock that was never set. */
  public static final Instant OLDEST = Instant.parse("2000-01-01T00:00:00Z");

  /**
   * Largest magnitude of one reading in base units, 10^15: a counter that has seen 1 000 TWh or
   * 10^9 t. Sums of thousands of such readings still fit, so no reading can stop the books.
   */
  public static final long LARGEST = 1_000_000_000_000_000L;

  private static final long DAY = 86_400_000L;

  private final Point point;
  private final ZoneId zone;

  // What every check asks for lies side by side: there are more points than a cache holds.
  private final boolean onGrid;
  private final boolean shortGrid;
  private final long interval;
  private final long ratedPerInterval;
  private final long factor;
  private final int factorScale;

  /**
   * @param point the metering point
   * @param zone the unit's zone, in which the interval grid of a day begins
   */
  public ReadingRules(Point point, ZoneId zone) {
    this.point = point;
    this.zone = zone;
    AmountScale amounts = AmountScale.of(point);
    this.factor = amounts.factor();
    this.factorScale = amounts.factorScale();
    this.onGrid = point.measure() == Measure.INTERVAL;
    this.interval = point.interval().toMillis();
    // Zone offsets are multiples of a quarter hour, so short grids are the same in every zone.
    this.shortGrid = DAY % interval == 0 && interval <= Granularity.BASE;
    this.ratedPerInterval = point.ratedMaximum().map(this::ratedAmount).orElse(Long.MAX_VALUE);
  }

  /** Largest plausible magnitude of one reading in base units; registers have none. */
  private long ratedAmount(BigDecimal perHour) {
    if (point.measure() == Measure.REGISTER) {
      return Long.MAX_VALUE;
    }
    BigDecimal base = perHour.multiply(BigDecimal.valueOf(point.unit().toBase()));
    if (point.measure() == Measure.INTERVAL) {
      BigDecimal product = base.multiply(BigDecimal.valueOf(interval));
      base = product.divide(BigDecimal.valueOf(3_600_000L), 0, RoundingMode.CEILING);
    }
    return base.setScale(0, RoundingMode.CEILING).longValueExact();
  }

  /**
   * Checks one reading.
   *
   * @param time epoch milliseconds
   * @param value unscaled number
   * @param scale decimal places
   * @param receivedAt when the frame was received, epoch milliseconds
   * @return what is wrong, or empty
   */
  public Optional<ReadingError> check(long time, long value, int scale, long receivedAt) {
    if (scale < 0 || scale > Reading.MAX_SCALE || beyond(value, Reading.MAX_VALUE)) {
      return error(
          Code.OUT_OF_RANGE,
          "value",
          value + "e-" + scale,
          "at most 18 digits, 9 of them after the point");
    }
    if (value < 0 && !point.signed()) {
      return error(
          Code.NEGATIVE, "value", text(value, scale), ">= 0 on the one-way point " + point.id());
    }
    if (time < OLDEST.toEpochMilli()) {
      return error(Code.BAD_TIME, "time", Instant.ofEpochMilli(time).toString(), ">= " + OLDEST);
    }
    if (time > receivedAt + FUTURE_TOLERANCE.toMillis()) {
      Instant latest = Instant.ofEpochMilli(receivedAt).plus(FUTURE_TOLERANCE);
      return error(Code.FUTURE, "time", Instant.ofEpochMilli(time).toString(), "<= " + latest);
    }
    if (onGrid && !isOnGrid(time)) {
      return error(
          Code.OFF_GRID,
          "time",
          Instant.ofEpochMilli(time).toString(),
          "the start of an interval of " + point.interval() + ", counted from midnight " + zone);
    }
    long amount;
    try {
      amount = Quantities.multiply(value, factor, factorScale + scale);
    } catch (ArithmeticException e) {
      amount = Long.MAX_VALUE;
    }
    if (beyond(amount, LARGEST)) {
      String base = point.unit().dimension().baseUnit();
      return error(
          Code.OUT_OF_RANGE, "value", text(value, scale), "an amount of at most 10^15 " + base);
    }
    if (beyond(amount, ratedPerInterval)) {
      return error(
          Code.ABOVE_RATED,
          "value",
          text(value, scale),
          "at most the rated "
              + point.ratedMaximum().orElseThrow().toPlainString()
              + " "
              + point.unit().symbol()
              + (point.unit().rate() ? "" : " per hour"));
    }
    return Optional.empty();
  }

  /** Unlike a comparison of the absolute value, right for the smallest number too. */
  private static boolean beyond(long value, long limit) {
    return value > limit || value < -limit;
  }

  private boolean isOnGrid(long time) {
    if (shortGrid && Math.floorMod(time, interval) == 0) {
      return true;
    }
    var local = Instant.ofEpochMilli(time).atZone(zone).toLocalTime();
    return Math.floorMod(local.toNanoOfDay() / 1_000_000L, interval) == 0;
  }

  private static String text(long value, int scale) {
    return BigDecimal.valueOf(value, scale).toPlainString();
  }

  private static Optional<ReadingError> error(
      Code code, String field, String value, String expected) {
    return Optional.of(new ReadingError(code, field, value, expected));
  }
}
