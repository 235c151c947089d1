// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Days of a zone by time; the last one is remembered, since readings come day by day. */
final class LocalDays {
  private final ZoneId zone;
  private long start = Long.MAX_VALUE;
  private long end = Long.MIN_VALUE;
  private long day;

  LocalDays(ZoneId zone) {
    this.zone = zone;
  }

  /** Day since 1970-01-01 in the zone. */
  long of(long time) {
    if (time < start || time >= end) {
      LocalDate date = Instant.ofEpochMilli(time).atZone(zone).toLocalDate();
      start = date.atStartOfDay(zone).toInstant().toEpochMilli();
      end = date.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
      day = date.toEpochDay();
    }
    return day;
  }
}
