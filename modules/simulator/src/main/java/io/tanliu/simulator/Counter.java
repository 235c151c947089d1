// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import java.util.Arrays;

/**
 * A cumulative counter that needs no history: the sum of the hours since a fixed origin, with a
 * checkpoint for every day that was asked for.
 */
final class Counter {
  /** Where counting begins; readings before it cannot be made. */
  static final long ORIGIN = 1_577_836_800_000L;

  private final Meter meter;
  private final long modulus;
  private final long start;
  private long[] days = {0};

  Counter(Meter meter, long modulus, long seed) {
    this.meter = meter;
    this.modulus = modulus;
    this.start = Noise.below(seed, 0, modulus);
  }

  /** What the counter shows, unscaled; wrapped, and from 0 again after its last replacement. */
  long shown(long time, long replacedAt) {
    long value = replacedAt < ORIGIN ? start + sum(time) : sum(time) - sum(replacedAt);
    return Math.floorMod(value, modulus);
  }

  /** Sum from the origin to a moment; within an hour it grows evenly. */
  long sum(long time) {
    if (time < ORIGIN) {
      throw new IllegalArgumentException("time: " + time + " (expected: 2020 or later)");
    }
    int day = Math.toIntExact((time - ORIGIN) / Times.DAY);
    long sum = upTo(day);
    long hour = ORIGIN + day * Times.DAY;
    for (; hour + Times.HOUR <= time; hour += Times.HOUR) {
      sum += meter.hour(hour);
    }
    return sum + meter.hour(hour) * (time - hour) / Times.HOUR;
  }

  private synchronized long upTo(int day) {
    if (day < days.length) {
      return days[day];
    }
    int known = days.length;
    days = Arrays.copyOf(days, day + 1);
    for (int d = known; d <= day; d++) {
      long sum = days[d - 1];
      long start = ORIGIN + (d - 1) * Times.DAY;
      for (int h = 0; h < 24; h++) {
        sum += meter.hour(start + h * Times.HOUR);
      }
      days[d] = sum;
    }
    return days[day];
  }
}
