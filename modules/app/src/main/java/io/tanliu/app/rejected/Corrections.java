// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.rejected;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is changed in refused readings before they are sent again; nothing else is.
 *
 * @param set new contents of {@code unit}, {@code point}, {@code value} or {@code energy-unit}
 * @param scale factor of every value
 * @param backfill true to send as history even what was sent as ordinary readings
 */
public record Corrections(Map<String, String> set, Optional<BigDecimal> scale, boolean backfill) {
  private static final Set<String> FIELDS = Set.of("unit", "point", "value", "energy-unit");

  /** Longest number that a meter may send; see the gateway. */
  private static final int LONGEST_NUMBER = 64;

  public Corrections {
    set = Map.copyOf(set);
    set.keySet().stream()
        .filter(name -> !FIELDS.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "set: " + name + " (expected: unit, point, value or energy-unit)");
            });
    if (set.containsKey("value") && number(set.get("value")).isEmpty()) {
      throw new IllegalArgumentException("value: " + set.get("value") + " (expected: a number)");
    }
  }

  /** The unit to which a reading of some unit goes. */
  String unit(String asSent) {
    return set.getOrDefault("unit", asSent);
  }

  /**
   * Corrects a reading in place.
   *
   * @throws IllegalArgumentException when its value cannot be scaled
   */
  void apply(ObjectNode reading) {
    if (set.containsKey("point")) {
      reading.put("point", set.get("point"));
    }
    if (set.containsKey("value")) {
      reading.put("value", number(set.get("value")).orElseThrow());
    }
    if (set.containsKey("energy-unit")) {
      reading.put("unit", set.get("energy-unit"));
    }
    if (scale.isPresent() && reading.has("value")) {
      String text = reading.get("value").asText();
      BigDecimal value =
          number(text)
              .orElseThrow(
                  () -> new IllegalArgumentException("value: " + text + " (expected: a number)"));
      reading.put("value", value.multiply(scale.get()));
    }
  }

  /** Changes what the readings mean, so it is part of their identity in a repeat. */
  String meaning() {
    return new TreeMap<>(set) + " " + scale.map(BigDecimal::toString).orElse("") + " " + backfill;
  }

  private static Optional<BigDecimal> number(String text) {
    try {
      return text.length() > LONGEST_NUMBER
          ? Optional.empty()
          : Optional.of(new BigDecimal(text.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
