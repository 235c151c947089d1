// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** What the server turned away, by reason; zeros are there from the start. */
final class HttpMetrics {
  private final Map<Reason, Counter> refused = new EnumMap<>(Reason.class);
  private final MeterRegistry registry;

  /** Why a connection was closed or a request refused before any part of the system saw it. */
  enum Reason {
    /** More connections than the server takes. */
    CONNECTIONS,
    /** More connections than one address may have. */
    CONNECTIONS_OF_ADDRESS,
    /** Headers that did not end in time. */
    SLOW_HEAD,
    /** A body that did not come in time. */
    SLOW_BODY,
    /** A request that was not over in time. */
    SLOW_REQUEST,
    /** More requests than one address may send. */
    REQUESTS,
    /** More wrong credentials than one address may try. */
    GUESSES,
    /** A page of another site, in somebody's browser. */
    CROSS_SITE,
    /** No HTTP, or more of it than the server reads. */
    MALFORMED
  }

  HttpMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (Reason reason : Reason.values()) {
      refused.put(
          reason,
          Counter.builder("tanliu.http.refused")
              .description("Connections closed and requests refused by the HTTP server itself")
              .tag("reason", reason.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
  }

  void refused(Reason reason) {
    refused.get(reason).increment();
  }

  void connections(Supplier<Number> open) {
    Gauge.builder("tanliu.http.connections", open)
        .description("Open connections of the HTTP server")
        .register(registry);
  }
}
