// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.quality;

import java.time.Duration;
import java.util.Optional;

/**
 * Readings that all come late, or early, by about the same time: a clock that is off. Readings that
 * were collected and sent together differ among themselves, so history and hourly uploads are none.
 */
public final class ClockDrift {
  /** Fewer delays say nothing. */
  private static final int LEAST = 12;

  private static final int WIDTH = 32;

  private ClockDrift() {}

  /**
   * The finding for a unit's day.
   *
   * @param delays of the readings that were taken
   * @param future readings refused because they were from the future
   * @param limit largest constant that is accepted, milliseconds
   * @param first time of the first reading concerned, epoch milliseconds
   */
  public static Optional<Finding> find(DelayHistogram delays, long future, long limit, long first) {
    String expected = "received within " + Duration.ofMillis(limit) + " of the clock";
    if (future >= LEAST && future * 10 >= future + delays.total()) {
      return Optional.of(
          new Finding("", QualityCode.CLOCK_DRIFT, first, future, "ahead: " + future, expected));
    }
    if (delays.total() < LEAST) {
      return Optional.empty();
    }
    long median = delays.quantile(0.5);
    if (median < -Math.min(limit, 60_000)) {
      return Optional.of(finding(delays, median, first, expected, "ahead by "));
    }
    long spread = median - delays.min();
    long late = delays.quantile(0.95) - median;
    long width = Math.max(limit, 2 * median / WIDTH);
    return delays.min() > limit && spread <= width && late <= width
        ? Optional.of(finding(delays, median, first, expected, "behind by "))
        : Optional.empty();
  }

  private static Finding finding(
      DelayHistogram delays, long median, long first, String expected, String side) {
    String value = side + Duration.ofMillis(Math.abs(median));
    return new Finding("", QualityCode.CLOCK_DRIFT, first, delays.total(), value, expected);
  }
}
