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
 */
public record LedgerSettings(ZoneId zone, Duration horizon, Duration publishInterval) {
  /** China time, 45 days (a monthly close), half a second. */
  public static final LedgerSettings DEFAULT =
      new LedgerSettings(ZoneId.of("Asia/Shanghai"), Duration.ofDays(45), Duration.ofMillis(500));
}
