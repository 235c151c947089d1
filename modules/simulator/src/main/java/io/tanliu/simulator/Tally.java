// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import io.tanliu.simulator.Progress.State;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts what was sent and what became of it. */
final class Tally {
  private final Map<String, Long> rejected = new TreeMap<>();
  private State state = State.STARTING;
  private String problem = "";
  private double fraction;
  private long sentTo;
  private long sent;
  private long accepted;
  private long requests;
  private long sentBefore;
  private long since = System.nanoTime();

  synchronized void count(Receipt receipt) {
    requests++;
    sent += receipt.received();
    accepted += receipt.accepted();
    receipt.rejected().forEach((code, count) -> rejected.merge(code, count, Long::sum));
    problem = "";
  }

  synchronized void enter(State next) {
    if (next != state && state != State.FAILED) {
      state = next;
      sentBefore = sent;
      since = System.nanoTime();
    }
  }

  synchronized void reached(long time, double share) {
    sentTo = time;
    fraction = share;
  }

  synchronized void problem(String text) {
    problem = text;
  }

  synchronized Progress progress() {
    double seconds = (System.nanoTime() - since) / 1e9;
    return new Progress(
        state,
        fraction,
        Instant.ofEpochMilli(sentTo),
        sent,
        accepted,
        rejected,
        requests,
        seconds <= 0 ? 0 : (sent - sentBefore) / seconds,
        problem.isEmpty() ? Optional.empty() : Optional.of(problem));
  }
}
