// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import io.tanliu.domain.unit.ActivityReport;
import java.util.Optional;

/**
 * By what a quantity is divided.
 *
 * @param kind kind of the reported figure, any but ENERGY
 * @param product the product with PRODUCTION, as reports name it
 */
public record Denominator(ActivityReport.Kind kind, Optional<String> product) {
  /** What {@link #parse} accepts, for messages. */
  public static final String EXPECTED =
      "GDP, VALUE_ADDED, OUTPUT_VALUE, or PRODUCTION: and a product";

  private static final String PRODUCTION = ActivityReport.Kind.PRODUCTION + ":";

  /** Reads {@code GDP}, {@code VALUE_ADDED}, {@code OUTPUT_VALUE} or {@code PRODUCTION:product}. */
  public static Optional<Denominator> parse(String text) {
    if (text.startsWith(PRODUCTION)) {
      String product = text.substring(PRODUCTION.length());
      return product.isBlank() || product.length() > 100 || product.indexOf('|') >= 0
          ? Optional.empty()
          : Optional.of(new Denominator(ActivityReport.Kind.PRODUCTION, Optional.of(product)));
    }
    return switch (text) {
      case "GDP", "VALUE_ADDED", "OUTPUT_VALUE" ->
          Optional.of(new Denominator(ActivityReport.Kind.valueOf(text), Optional.empty()));
      default -> Optional.empty();
    };
  }

  /** As {@link #parse} reads it. */
  public String text() {
    return product.map(p -> PRODUCTION + p).orElse(kind.name());
  }
}
