// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.station;

import io.tanliu.domain.time.Granularity;
import java.time.Instant;
import java.time.ZoneId;

/** Hours in UTC and days in a station's zone, as epoch milliseconds. */
final class Hours {
  static final long LENGTH = 3_600_000L;
  static final long DAY = 24 * LENGTH;

  private Hours() {}

  static long start(long time) {
    return Math.floorDiv(time, LENGTH) * LENGTH;
  }

  static long day(long time, ZoneId zone) {
    return Granularity.DAY.start(time, zone);
  }

  /** Start of the day that many days after the one that starts there. */
  static long dayAfter(long day, int many, ZoneId zone) {
    return Instant.ofEpochMilli(day)
        .atZone(zone)
        .toLocalDate()
        .plusDays(many)
        .atStartOfDay(zone)
        .toInstant()
        .toEpochMilli();
  }
}
