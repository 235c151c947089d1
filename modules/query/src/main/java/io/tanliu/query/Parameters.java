// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import io.javalin.http.Context;
import io.tanliu.reference.Quantity;
import io.tanliu.reference.Seeds;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads query parameters, and refuses what it does not know rather than ignoring it. */
final class Parameters {
  private static final int MAX_LENGTH = 200;

  private final Context context;

  /**
   * @param accepted names of all parameters of the call, but for those of an export
   */
  Parameters(Context context, Set<String> accepted) {
    this.context = context;
    boolean files = !accepted.contains("format");
    if (files) {
      Exported.offer(context);
    }
    context
        .queryParamMap()
        .forEach(
            (name, values) -> {
              if (!accepted.contains(name) && !(files && Exported.PARAMETERS.contains(name))) {
                throw Problem.badRequest(
                    "UNKNOWN_PARAMETER",
                    shorten(name),
                    shorten(String.join(",", values)),
                    accepted.isEmpty()
                        ? "no parameters"
                        : "one of " + accepted.stream().sorted().collect(Collectors.joining(", ")));
              }
              if (values.size() > 1) {
                throw Problem.badRequest(
                    "REPEATED_PARAMETER", name, shorten(String.join(",", values)), "it once");
              }
            });
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(context.queryParam(name)).filter(value -> !value.isBlank());
  }

  Quantity quantity(Seeds seeds, String byDefault) {
    String name = text("quantity").orElse(byDefault);
    return seeds
        .quantity(name)
        .orElseThrow(
            () ->
                Problem.badRequest(
                    "UNKNOWN_QUANTITY",
                    "quantity",
                    shorten(name),
                    "one of "
                        + seeds.quantities().stream()
                            .map(Quantity::name)
                            .collect(Collectors.joining(", "))));
  }

  /** A whole number from 1 to {@code max}; an export has all unless it says less. */
  int limit(int byDefault, int max) {
    Optional<String> text = text("limit");
    if (text.isEmpty()) {
      return Exported.wanted(context) ? max : byDefault;
    }
    if (text.get().matches("\\d{1,9}")) {
      int limit = Integer.parseInt(text.get());
      if (limit >= 1 && limit <= max) {
        return limit;
      }
    }
    throw Problem.badRequest("BAD_LIMIT", "limit", shorten(text.get()), "1 to " + max);
  }

  /** One of the given values; upper and lower case are the same. */
  String choice(String name, List<String> values, String byDefault) {
    String text = text(name).orElse(byDefault);
    return values.stream()
        .filter(value -> value.equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.badRequest(
                    "BAD_" + name.toUpperCase(Locale.ROOT),
                    name,
                    shorten(text),
                    "one of " + String.join(", ", values)));
  }

  static String shorten(String text) {
    return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
  }
}
