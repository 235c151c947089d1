// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.tanliu.domain.time.Granularity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which windows a query asks for: calendar windows of a granularity, or the rolling one. */
record Span(String code, Optional<Granularity> calendar) {
  private static final List<String> ROLLING =
      List.of("rolling-1h", "rolling-24h", "rolling-30d", "rolling-12M");

  static final List<String> CODES =
      Stream.concat(Arrays.stream(Granularity.values()).map(Granularity::code), ROLLING.stream())
          .toList();

  /** Reads the code, e.g. {@code 1M} or {@code rolling-24h}. */
  static Span parse(String code) {
    Optional<Granularity> calendar = Granularity.of(code);
    if (calendar.isEmpty() && !ROLLING.contains(code)) {
      throw Problem.badRequest(
          "UNKNOWN_GRANULARITY", "granularity", code, "one of " + String.join(", ", CODES));
    }
    return new Span(code, calendar);
  }
}
