// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.mqtt;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What becomes of messages: each that came counts under exactly one outcome in the end. */
final class MqttMetrics {
  private final Map<Outcome, Counter> messages = new EnumMap<>(Outcome.class);
  private final Counter received;
  private final Counter bytes;
  private final Counter retries;
  private final Counter rebirths;
  private final Counter unmapped;
  private final Counter receiptsLeftOut;
  private final AtomicInteger connected;

  /** What became of a message. */
  enum Outcome {
    /** In Kafka. */
    TAKEN,
    /** In Kafka, every reading as rejected. */
    ALL_REJECTED,
    /** Its idempotency key was answered before. */
    REPEATED,
    /** Refused whole, with a record of the reason. */
    REFUSED,
    /** Sparkplug B: nothing in it was a reading of a registered point. */
    NOTICED,
    /** No topic of this door. */
    UNKNOWN_TOPIC
  }

  MqttMetrics(MeterRegistry registry) {
    for (Outcome outcome : Outcome.values()) {
      messages.put(
          outcome,
          Counter.builder("tanliu.mqtt.messages")
              .description("Messages that were dealt with, by outcome")
              .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
    received = counter(registry, "received", "Messages that came, repeats included");
    bytes = counter(registry, "received.bytes", "Bytes of their payloads");
    retries = counter(registry, "retries", "Attempts that Kafka did not acknowledge");
    rebirths = counter(registry, "rebirths", "Rebirths asked for of Sparkplug B edge nodes");
    unmapped = counter(registry, "unmapped", "Values of Sparkplug B that are no point's");
    receiptsLeftOut = counter(registry, "receipts.left.out", "Receipts that were not published");
    connected = registry.gauge("tanliu.mqtt.connected", new AtomicInteger());
  }

  void received(int size) {
    received.increment();
    bytes.increment(size);
  }

  void count(Outcome outcome) {
    messages.get(outcome).increment();
  }

  void retried() {
    retries.increment();
  }

  void rebirth() {
    rebirths.increment();
  }

  void unmapped(int values) {
    unmapped.increment(values);
  }

  void receiptLeftOut() {
    receiptsLeftOut.increment();
  }

  void connected(boolean now) {
    connected.set(now ? 1 : 0);
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder("tanliu.mqtt." + name).description(description).register(registry);
  }
}
