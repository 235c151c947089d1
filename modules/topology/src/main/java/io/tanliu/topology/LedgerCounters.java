// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tanliu.domain.ledger.Accounts;
import java.util.function.LongSupplier;

/** Counters that add up: received = accepted + duplicate + corrected + rejected. */
final class LedgerCounters {
  private static final String OUTCOME = "tanliu.streams.readings";

  private final LongSupplier stopwatch;
  private final Counter frames;
  private final Counter received;
  private final Counter accepted;
  private final Counter duplicate;
  private final Counter corrected;
  private final Counter rejected;

  LedgerCounters(MeterRegistry registry) {
    stopwatch = registry.config().clock()::monotonicTime;
    frames = Counter.builder("tanliu.streams.frames").register(registry);
    received = Counter.builder("tanliu.streams.readings.received").register(registry);
    accepted = outcome(registry, "accepted");
    duplicate = outcome(registry, "duplicate");
    corrected = outcome(registry, "corrected");
    rejected = outcome(registry, "rejected");
  }

  private static Counter outcome(MeterRegistry registry, String outcome) {
    return Counter.builder(OUTCOME)
        .tag("outcome", outcome)
        .description("Readings taken by the ledger, by what became of them")
        .register(registry);
  }

  /** Nanoseconds that only run forward: for the price of work, never for a decision. */
  LongSupplier stopwatch() {
    return stopwatch;
  }

  void count(Accounts accounts) {
    frames.increment();
    received.increment((double) accounts.received());
    accepted.increment((double) accounts.accepted());
    duplicate.increment((double) accounts.duplicate());
    corrected.increment((double) accounts.corrected());
    rejected.increment((double) accounts.rejected());
  }
}
