// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** Rolling windows, which end with the last complete quarter hour of an entity. */
public enum Rolling {
  HOUR("rolling-1h", Duration.ofHours(1)),
  DAY("rolling-24h", Duration.ofHours(24)),
  MONTH("rolling-30d", Duration.ofDays(30)),
  /** Twelve calendar months in the entity's zone. */
  YEAR("rolling-12M", null);

  private final String code;
  private final Duration length;

  Rolling(String code, Duration length) {
    this.code = code;
    this.length = length;
  }

  /** Code used in keys and queries. */
  public String code() {
    return code;
  }

  /** Start of the window that ends there, epoch milliseconds. */
  public long start(long end, ZoneId zone) {
    return length == null
        ? Instant.ofEpochMilli(end).atZone(zone).minusMonths(12).toInstant().toEpochMilli()
        : end - length.toMillis();
  }
}
