// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.notice;

import java.time.Duration;

/**
 * When groups are told.
 *
 * @param groupWait how long the first news of a quiet group waits for more, 0 or more
 * @param groupInterval least time between two notices of a group, more than 0
 * @param repeatInterval after which what is still open is said again; zero: never
 * @param named most alerts that a notice names; the rest is counted; 1 or more
 */
public record NoticeSettings(
    Duration groupWait, Duration groupInterval, Duration repeatInterval, int named) {
  /** Half a minute, five minutes, never, 500 by name. */
  public static final NoticeSettings DEFAULT =
      new NoticeSettings(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ZERO, 500);

  /**
   * @throws IllegalArgumentException when a value is outside its range
   */
  public NoticeSettings {
    if (groupWait.isNegative()) {
      throw refused("groupWait", groupWait, ">= 0");
    }
    if (groupInterval.toMillis() < 1) {
      throw refused("groupInterval", groupInterval, ">= 1 ms");
    }
    if (!repeatInterval.isZero() && repeatInterval.compareTo(groupInterval) < 0) {
      throw refused("repeatInterval", repeatInterval, "0, or not less than groupInterval");
    }
    if (named < 1) {
      throw refused("named", named, ">= 1");
    }
  }

  private static IllegalArgumentException refused(String field, Object value, String expected) {
    return new IllegalArgumentException(field + ": " + value + " (expected: " + expected + ")");
  }
}
