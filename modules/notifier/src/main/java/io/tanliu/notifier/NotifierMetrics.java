// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.notifier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tanliu.domain.notice.Receiver;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What the notifier counts. */
final class NotifierMetrics {
  private final MeterRegistry registry;

  NotifierMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (Receiver.Kind kind : Receiver.Kind.values()) {
      for (String result : new String[] {"sent", "failed", "retried"}) {
        counter(kind, result);
      }
    }
  }

  private Counter counter(Receiver.Kind kind, String result) {
    return Counter.builder("tanliu.notifier." + result)
        .description(
            switch (result) {
              case "sent" -> "Notices that receivers have taken";
              case "failed" -> "Notices that were refused for good or given up";
              default -> "Attempts that failed and are repeated";
            })
        .tag("kind", kind.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  void sent(Receiver.Kind kind) {
    counter(kind, "sent").increment();
  }

  void failed(Receiver.Kind kind) {
    counter(kind, "failed").increment();
  }

  void retried(Receiver.Kind kind) {
    counter(kind, "retried").increment();
  }

  /** Gauges over all receivers of this instance. */
  <T> void gauges(T lanes, ToDoubleFunction<T> waiting, ToDoubleFunction<T> oldest) {
    Gauge.builder("tanliu.notifier.waiting", lanes, waiting)
        .description(
            "Notices that this instance has not yet settled, over all receivers; those that do not"
                + " concern a receiver count until they are passed over")
        .register(registry);
    Gauge.builder("tanliu.notifier.oldest", lanes, oldest)
        .baseUnit("seconds")
        .description("Age of the oldest notice that is being tried again; 0 when none is")
        .register(registry);
  }
}
