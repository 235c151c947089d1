// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import java.time.LocalDate;
import java.time.ZoneId;

/** The province's calendar. Its zone has had no daylight saving since 1991. */
final class Times {
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  static final long MINUTE = 60_000L;
  static final long HOUR = 3_600_000L;
  static final long DAY = 86_400_000L;
  private static final long OFFSET = 8 * HOUR;

  private Times() {}

  /** Milliseconds since local midnight. */
  static long ofDay(long time) {
    return Math.floorMod(time + OFFSET, DAY);
  }

  /** Local days since 1970-01-01. */
  static long day(long time) {
    return Math.floorDiv(time + OFFSET, DAY);
  }

  /** Start of the local day, epoch milliseconds. */
  static long startOfDay(LocalDate day) {
    return day.toEpochDay() * DAY - OFFSET;
  }

  static long floor(long time, long step) {
    return Math.floorDiv(time, step) * step;
  }

  /** First multiple of the step that is not before the time. */
  static long ceil(long time, long step) {
    return -Math.floorDiv(-time, step) * step;
  }
}
