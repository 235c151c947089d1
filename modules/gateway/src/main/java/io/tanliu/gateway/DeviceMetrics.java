// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tanliu.hj212.Code;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What becomes of the frames of devices: each counts under exactly one outcome, a refused one under
 * the code of its first error.
 */
final class DeviceMetrics {
  private static final String PACKETS = "tanliu.devices.packets";

  private final MeterRegistry registry;
  private final AtomicInteger connections;
  private final Counter noise;
  private final Timer answers;

  DeviceMetrics(MeterRegistry registry) {
    this.registry = registry;
    connections = registry.gauge("tanliu.devices.connections", new AtomicInteger());
    noise =
        Counter.builder("tanliu.devices.noise")
            .description("Bytes that belong to no frame")
            .register(registry);
    answers =
        Timer.builder("tanliu.devices.answer")
            .description("From a frame's last byte to the answer, with Kafka's acknowledgement")
            .publishPercentiles(0.5, 0.99)
            .register(registry);
    for (Outcome outcome : Outcome.values()) {
      packets(outcome.name());
    }
  }

  /** What became of a packet, beside the codes of refused frames. */
  enum Outcome {
    /** Written to Kafka. */
    TAKEN,
    /** Written before. */
    REPEATED,
    /** A notice or an answer: nothing to write. */
    NOTICED,
    /** No such device, or it is switched off. */
    UNKNOWN_DEVICE,
    /** Another password. */
    WRONG_PASSWORD,
    /** Its unit is not registered. */
    UNKNOWN_UNIT,
    /** Kafka did not acknowledge: it has to be sent again. */
    NOT_WRITTEN
  }

  void count(Outcome outcome) {
    packets(outcome.name()).increment();
  }

  void refused(Code code) {
    packets(code.name()).increment();
  }

  void closed(String reason) {
    Counter.builder("tanliu.devices.closed")
        .description("Connections closed by the gateway")
        .tag("reason", reason)
        .register(registry)
        .increment();
  }

  void noise(int bytes) {
    noise.increment(bytes);
  }

  void answered(long nanos) {
    answers.record(Duration.ofNanos(nanos));
  }

  /** Open connections, which the door counts. */
  AtomicInteger connections() {
    return connections;
  }

  private Counter packets(String outcome) {
    return Counter.builder(PACKETS)
        .description("Packets and frames of devices")
        .tag("outcome", outcome)
        .register(registry);
  }
}
