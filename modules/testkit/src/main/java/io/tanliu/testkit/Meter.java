// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.testkit;

import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.unit.EnergyUnit;
import io.tanliu.domain.unit.Measure;
import io.tanliu.domain.unit.Point;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What one meter says. */
final class Meter {
  private final Random random;
  private final EnergyUnit unit;
  private final Point point;
  private final int scale;
  private final BigDecimal modulus;
  private BigDecimal counter;

  Meter(Random random, EnergyUnit unit, Point point) {
    this.random = random;
    this.unit = unit;
    this.point = point;
    this.scale = random.nextInt(4);
    this.modulus = point.modulus().orElse(null);
    this.counter =
        BigDecimal.valueOf(modulus == null ? 5_000 : modulus.longValue() - random.nextInt(900));
  }

  List<Reading> readings(long start, Duration length) {
    List<Reading> readings = new ArrayList<>();
    long time = first(start);
    long end = start + length.toMillis();
    while (time < end) {
      if (random.nextInt(25) != 0) {
        readings.add(reading(jitter(time)));
      }
      int skipped = silent() ? random.nextInt(longestSilence()) : 0;
      for (int i = 0; i <= skipped; i++) {
        time = next(time);
      }
    }
    return readings;
  }

  /** Silence of up to 40 readings, or of up to nine days where an hour or more lies between two. */
  private int longestSilence() {
    return hourly() ? (int) (Duration.ofDays(9).toMillis() / point.interval().toMillis()) : 40;
  }

  private boolean silent() {
    return random.nextInt(hourly() ? 50 : 150) == 0;
  }

  private boolean hourly() {
    return point.interval().compareTo(Duration.ofHours(1)) >= 0;
  }

  /** Intervals begin on the grid of the local day. */
  private long first(long start) {
    ZonedDateTime midnight =
        Instant.ofEpochMilli(start).atZone(unit.zone()).toLocalDate().atStartOfDay(unit.zone());
    long time = midnight.toInstant().toEpochMilli();
    while (time < start && point.measure() == Measure.INTERVAL) {
      time = next(time);
    }
    return point.measure() == Measure.INTERVAL ? time : start;
  }

  private long next(long time) {
    return point.measure() == Measure.INTERVAL ? end(time) : time + point.interval().toMillis();
  }

  private long jitter(long time) {
    return point.measure() == Measure.INTERVAL || random.nextInt(3) == 0
        ? time
        : time + random.nextInt((int) point.interval().toMillis());
  }

  private Reading reading(long time) {
    BigDecimal number =
        point.measure() == Measure.REGISTER
            ? count()
            : BigDecimal.valueOf(random.nextInt(900_000) - (point.signed() ? 300_000 : 0), scale);
    return new Reading(
        point.id(),
        time,
        number.setScale(scale, RoundingMode.DOWN).unscaledValue().longValueExact(),
        scale);
  }

  private BigDecimal count() {
    int step = random.nextInt(60) - (point.signed() ? 20 : 0);
    counter = counter.add(BigDecimal.valueOf(step, Math.min(1, scale)));
    if (random.nextInt(300) == 0) {
      counter = BigDecimal.valueOf(random.nextInt(30));
    }
    if (modulus != null && counter.compareTo(modulus) >= 0) {
      counter = counter.subtract(modulus);
    }
    return counter;
  }

  private long end(long start) {
    return point.interval().compareTo(Duration.ofHours(1)) <= 0
        ? start + point.interval().toMillis()
        : Instant.ofEpochMilli(start)
            .atZone(unit.zone())
            .toLocalDateTime()
            .plus(point.interval())
            .atZone(unit.zone())
            .toInstant()
            .toEpochMilli();
  }
}
