// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.unit;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Whether the dated past of a definition is in order. */
public final class DatedHistory {
  private static final long QUARTER_HOUR = 900_000L;

  private DatedHistory() {}

  /** The first thing that is wrong, as {@code field: value (expected: ...)}; empty when nothing. */
  public static Optional<String> problem(EnergyUnit unit) {
    long before = Long.MIN_VALUE;
    for (Affiliation.Earlier earlier : unit.earlierAffiliations()) {
      Optional<String> problem = problem("earlierAffiliations", before, earlier.until());
      if (problem.isPresent()) {
        return problem;
      }
      before = earlier.until();
    }
    Map<String, Long> beforeOfPoint = new HashMap<>();
    for (Point.Earlier earlier : unit.earlierPoints()) {
      String id = earlier.point().id();
      long last = beforeOfPoint.getOrDefault(id, Long.MIN_VALUE);
      Optional<String> problem = problem("earlierPoints[" + id + "]", last, earlier.until());
      if (problem.isPresent()) {
        return problem;
      }
      beforeOfPoint.put(id, earlier.until());
    }
    return Optional.empty();
  }

  private static Optional<String> problem(String field, long before, long until) {
    if (Math.floorMod(until, QUARTER_HOUR) != 0) {
      return Optional.of(text(field, until, "a multiple of 15 minutes"));
    }
    return until > before
        ? Optional.empty()
        : Optional.of(text(field, until, "later than " + Instant.ofEpochMilli(before)));
  }

  private static String text(String field, long until, String expected) {
    return field + ".until: " + Instant.ofEpochMilli(until) + " (expected: " + expected + ")";
  }
}
