// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** When to try again: after a second, then twice as long each time, up to a minute, scattered. */
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final RandomGenerator random;
  private Duration pause = FIRST;
  private Instant notBefore = Instant.MIN;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  boolean isOver(Instant now) {
    return !now.isBefore(notBefore);
  }

  void failed(Instant now) {
    // Half of it at random, so that the agents of a province do not come back all at once.
    long millis = pause.toMillis();
    notBefore = now.plusMillis(millis / 2 + random.nextLong(millis / 2 + 1));
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }

  void succeeded() {
    pause = FIRST;
    notBefore = Instant.MIN;
  }
}
