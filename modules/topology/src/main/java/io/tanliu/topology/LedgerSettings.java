// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.domain.time.Granularity;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;

/**
 * What a deployment may choose about its ledger.
 *
 * @param zone in which days, months and years of regions and industries begin
 * @param horizon how far behind a point's newest reading a late or corrected one may be
 * @param publishInterval how often changed windows are published, wall clock; changes in between
 *     become one record
 * @param keepQuarterHours age, in the entity's event time, at which windows of 15 minutes are
 *     deleted; 370 days or more, because the rolling twelve months begin with them
 * @param keepHours the same for windows of an hour; not less than {@code keepQuarterHours}
 * @param finest finest calendar windows that are published; finer ones are kept and counted all the
 *     same. Where meters are read once a day, days spare a hundred records of each
 * @param publishedFrom first start of the windows of a granularity that are published, epoch
 *     milliseconds; what is not named here is published from the beginning. Of a history that is
 *     loaded, quarter hours are most records, and seldom asked for. It must not change while the
 *     ledger lives: what was published and is corrected would go on saying what it said
 */
public record LedgerSettings(
    ZoneId zone,
    Duration horizon,
    Duration publishInterval,
    Duration keepQuarterHours,
    Duration keepHours,
    Granularity finest,
    Map<Granularity, Long> publishedFrom) {
  /** The rolling twelve months begin with quarter hours up to 366 days and some zones back. */
  private static final Duration LEAST = Duration.ofDays(370);

  /** China time, 45 days (a monthly close), half a second. */
  public static final LedgerSettings DEFAULT =
      new LedgerSettings(ZoneId.of("Asia/Shanghai"), Duration.ofDays(45), Duration.ofMillis(500));

  /**
   * @throws IllegalArgumentException when windows would be deleted that are still needed
   */
  public LedgerSettings {
    publishedFrom = Map.copyOf(publishedFrom);
    if (keepQuarterHours.compareTo(LEAST) < 0 || keepHours.compareTo(keepQuarterHours) < 0) {
      throw new IllegalArgumentException(
          "keepQuarterHours, keepHours: "
              + keepQuarterHours
              + ", "
              + keepHours
              + " (expected: "
              + LEAST
              + " or more, and the second not less than the first)");
    }
  }

  /** Every window is published. */
  public LedgerSettings(
      ZoneId zone,
      Duration horizon,
      Duration publishInterval,
      Duration keepQuarterHours,
      Duration keepHours) {
    this(
        zone,
        horizon,
        publishInterval,
        keepQuarterHours,
        keepHours,
        Granularity.QUARTER_HOUR,
        Map.of());
  }

  /** Quarter hours are kept for 400 days, hours for 800. */
  public LedgerSettings(ZoneId zone, Duration horizon, Duration publishInterval) {
    this(zone, horizon, publishInterval, Duration.ofDays(400), Duration.ofDays(800));
  }

  /** The same with other finest windows. */
  public LedgerSettings withFinest(Granularity other) {
    return new LedgerSettings(
        zone, horizon, publishInterval, keepQuarterHours, keepHours, other, publishedFrom);
  }

  /** The same with other beginnings of what is published, epoch milliseconds. */
  public LedgerSettings withPublishedFrom(Map<Granularity, Long> others) {
    return new LedgerSettings(
        zone, horizon, publishInterval, keepQuarterHours, keepHours, finest, others);
  }

  /** First start of the published windows of a granularity, epoch milliseconds. */
  long publishedFrom(Granularity granularity) {
    return granularity.compareTo(finest) >= 0
        ? publishedFrom.getOrDefault(granularity, Long.MIN_VALUE)
        : Long.MAX_VALUE;
  }

  /** True when a window is published. */
  boolean publishes(Granularity granularity, long start) {
    return start >= publishedFrom(granularity);
  }

  /** Base buckets in one of the finest windows, of a month at least. */
  long bucketsOfFinest() {
    return switch (finest) {
      case QUARTER_HOUR -> 1;
      case HOUR -> 4;
      case DAY -> 92;
      default -> 28 * 92L;
    };
  }
}
