// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far a simulator is. Counts are of this start; a repeat that the gateway recognises counts
 * again.
 *
 * @param state what it does
 * @param fraction share of the history that has been sent, 0 to 1
 * @param sentTo all readings that are due before this moment have been sent
 * @param sent readings in answered requests
 * @param accepted of them, those that the gateway took
 * @param rejected of them, those that it refused, by code
 * @param requests answered requests
 * @param readingsPerSecond mean rate since the state began
 * @param problem why it failed, or waits
 */
public record Progress(
    State state,
    double fraction,
    Instant sentTo,
    long sent,
    long accepted,
    Map<String, Long> rejected,
    long requests,
    double readingsPerSecond,
    Optional<String> problem) {

  /** What a simulator does. */
  public enum State {
    /** Not started yet, or registering units and targets. */
    STARTING,
    /** Loading history. */
    HISTORY,
    /** Sending as the clock runs. */
    LIVE,
    /** Stopped by an answer that no repeat will change. */
    FAILED,
    /** Closed. */
    STOPPED
  }

  public Progress {
    rejected = Map.copyOf(new TreeMap<>(rejected));
  }

  /** Number of rejected readings. */
  public long rejectedCount() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }
}
