// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tanliu.domain.reading.ReadingError;
import java.util.EnumMap;
import java.util.Map;

/**
 * Counters that add up: received = accepted + rejected over all codes. They move together, when a
 * request was acknowledged; a repeat counts as replayed and a request that was refused whole counts
 * only among the requests.
 */
final class GatewayMetrics {
  private static final String READINGS = "tanliu.gateway.readings.";

  private final MeterRegistry registry;
  private final Counter received;
  private final Counter accepted;
  private final Counter replayed;
  private final Counter frames;
  private final Map<ReadingError.Code, Counter> rejected = new EnumMap<>(ReadingError.Code.class);

  GatewayMetrics(MeterRegistry registry) {
    this.registry = registry;
    received = counter(READINGS + "received", "Readings in acknowledged requests");
    accepted = counter(READINGS + "accepted", "Readings published in frames");
    replayed = counter(READINGS + "replayed", "Readings of idempotent repeats, not in received");
    frames = counter("tanliu.gateway.frames", "Frames published");
    for (ReadingError.Code code : ReadingError.Code.values()) {
      rejected.put(
          code,
          Counter.builder(READINGS + "rejected")
              .description("Readings published as rejected")
              .tag("code", code.name())
              .register(registry));
    }
    for (String outcome : new String[] {"accepted", "all_rejected", "replayed", "applied"}) {
      requests(outcome);
    }
    for (Problem.Code code : Problem.Code.values()) {
      requests(code.outcome());
    }
  }

  void published(Admission admission, int frameCount) {
    received.increment(admission.received());
    accepted.increment(admission.accepted());
    admission.rejected().forEach(r -> rejected.get(r.error().code()).increment());
    frames.increment(frameCount);
  }

  void replayed(long readings) {
    replayed.increment((double) readings);
  }

  void answered(String outcome) {
    requests(outcome).increment();
  }

  private Counter requests(String outcome) {
    return Counter.builder("tanliu.gateway.requests")
        .description("Answered requests with a body")
        .tag("outcome", outcome)
        .register(registry);
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }
}
