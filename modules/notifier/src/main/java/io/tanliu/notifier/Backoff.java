// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: doubled each time up to a longest wait, of which a
 * random part between half and all, so that what failed together does not come back together.
 */
final class Backoff {
  /** Longest wait that a receiver can ask for. */
  static final Duration MOST_ASKED = Duration.ofHours(1);

  private static final int MOST_DOUBLINGS = 30;

  private final Duration first;
  private final Duration longest;
  private final RandomGenerator random;

  Backoff(Duration first, Duration longest, RandomGenerator random) {
    this.first = first;
    this.longest = longest;
    this.random = random;
  }

  /**
   * The wait after an attempt.
   *
   * @param attempt number of the attempt that failed, from 1
   * @param asked what the receiver asked for, which is not undercut
   */
  synchronized Duration after(int attempt, Optional<Duration> asked) {
    long doubled = first.toMillis() << Math.min(attempt - 1, MOST_DOUBLINGS);
    long most = Math.min(longest.toMillis(), doubled);
    long own = most / 2 + random.nextLong(most - most / 2 + 1);
    long demanded = asked.map(Duration::toMillis).orElse(0L);
    return Duration.ofMillis(Math.max(own, Math.min(demanded, MOST_ASKED.toMillis())));
  }
}
