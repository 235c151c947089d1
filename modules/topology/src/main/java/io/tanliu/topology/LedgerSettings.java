// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import java.time.Duration;
import java.time.ZoneId;

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
 */
public record LedgerSettings(
    ZoneId zone,
    Duration horizon,
    Duration publishInterval,
    Duration keepQuarterHours,
    Duration keepHours) {
  /** The rolling twelve months begin with quarter hours up to 366 days and some zones back. */
  private static final Duration LEAST = Duration.ofDays(370);

  /** China time, 45 days (a monthly close), half a second. */
  public static final LedgerSettings DEFAULT =
      new LedgerSettings(ZoneId.of("Asia/Shanghai"), Duration.ofDays(45), Duration.ofMillis(500));

  /**
   * @throws IllegalArgumentException when windows would be deleted that are still needed
   */
  public LedgerSettings {
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

  /** Quarter hours are kept for 400 days, hours for 800. */
  public LedgerSettings(ZoneId zone, Duration horizon, Duration publishInterval) {
    this(zone, horizon, publishInterval, Duration.ofDays(400), Duration.ofDays(800));
  }
}
