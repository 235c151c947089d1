// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.hj212;

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
public final class DeviceMetrics {
  private static final String PACKETS = "tanliu.devices.packets";

  private final MeterRegistry registry;
  private final AtomicInteger connections;
  private final Counter noise;
  private final Counter held;
  private final Timer answers;

  /** Counts in this registry. */
  public DeviceMetrics(MeterRegistry registry) {
    this.registry = registry;
    connections = registry.gauge("tanliu.devices.connections", new AtomicInteger());
    noise =
        Counter.builder("tanliu.devices.noise")
            .description("Bytes that belong to no frame")
            .register(registry);
    held =
        Counter.builder("tanliu.devices.parts.held")
            .description("Parts that waited for another one to tell their time")
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
  public enum Outcome {
    /** Written to Kafka. */
    TAKEN,
    /** Written before. */
    REPEATED,
    /** A notice or an answer: no data to write. */
    NOTICED,
    /** No such device, or it is switched off. */
    UNKNOWN_DEVICE,
    /** Another password. */
    WRONG_PASSWORD,
    /** Its password is not looked at: too many wrong ones came from there or for it. */
    GUESSED_TOO_OFTEN,
    /** No certificate where one is wanted, or that of another device. */
    WRONG_CERTIFICATE,
    /** Plain, and it has to be encrypted. */
    NOT_ENCRYPTED,
    /** Its unit is not registered. */
    UNKNOWN_UNIT,
    /** Kafka did not acknowledge: it has to be sent again. */
    NOT_WRITTEN
  }

  /** Counts a packet. */
  public void count(Outcome outcome) {
    packets(outcome.name()).increment();
  }

  /** Counts a refused frame. */
  public void refused(Code code) {
    packets(code.name()).increment();
  }

  void closed(String reason) {
    Counter.builder("tanliu.devices.closed")
        .description("Connections closed by the gateway")
        .tag("reason", reason)
        .register(registry)
        .increment();
  }

  /** Counts a part that waits for another one. */
  public void held() {
    held.increment();
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
