// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Optional;

/**
 * Calendar windows, {@code [start, end)}. The quarter hour is the base bucket and is counted in
 * UTC; days, months and years follow the entity's zone and are right across daylight saving.
 */
public enum Granularity {
  /** The base bucket: 15 minutes, UTC. */
  QUARTER_HOUR("15m"),
  /** An hour, UTC: zones whose offset is not a whole hour still see whole quarter hours. */
  HOUR("1h"),
  /** A day in the entity's zone, 92, 96 or 100 base buckets. */
  DAY("1d"),
  /** A month in the entity's zone; month-to-date while it runs. */
  MONTH("1M"),
  /** A year in the entity's zone; year-to-date while it runs. */
  YEAR("1Y");

  /** Length of the base bucket in milliseconds. */
  public static final long BASE = 900_000L;

  private static final long HOUR_MILLIS = 3_600_000L;

  private final String code;

  Granularity(String code) {
    this.code = code;
  }

  /** Code used in keys and queries, e.g. {@code 1M}. */
  public String code() {
    return code;
  }

  /** The granularity with that code. */
  public static Optional<Granularity> of(String code) {
    return Arrays.stream(values()).filter(g -> g.code.equals(code)).findFirst();
  }

  /** Start of the base bucket that holds an instant, epoch milliseconds. */
  public static long base(long time) {
    return Math.floorDiv(time, BASE) * BASE;
  }

  /** Start of the window that holds an instant, epoch milliseconds. */
  public long start(long time, ZoneId zone) {
    if (this == QUARTER_HOUR) {
      return base(time);
    }
    if (this == HOUR) {
      return Math.floorDiv(time, HOUR_MILLIS) * HOUR_MILLIS;
    }
    LocalDate day = Instant.ofEpochMilli(time).atZone(zone).toLocalDate();
    return millis(firstDay(day).atStartOfDay(zone));
  }

  /** End of the window that starts there, epoch milliseconds. */
  public long end(long start, ZoneId zone) {
    if (this == QUARTER_HOUR) {
      return start + BASE;
    }
    if (this == HOUR) {
      return start + HOUR_MILLIS;
    }
    LocalDate day = Instant.ofEpochMilli(start).atZone(zone).toLocalDate();
    LocalDate next =
        switch (this) {
          case DAY -> day.plusDays(1);
          case MONTH -> day.plusMonths(1);
          default -> day.plusYears(1);
        };
    return millis(next.atStartOfDay(zone));
  }

  private LocalDate firstDay(LocalDate day) {
    return switch (this) {
      case MONTH -> day.withDayOfMonth(1);
      case YEAR -> day.withDayOfYear(1);
      default -> day;
    };
  }

  private static long millis(ZonedDateTime time) {
    return time.toInstant().toEpochMilli();
  }
}
