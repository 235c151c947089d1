// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import io.tanliu.domain.assess.ScreeningBook;
import io.tanliu.domain.assess.ScreeningBook.Release;
import io.tanliu.domain.control.Target;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Programmes of screening: the thresholds among the targets, and {@code screening_rules.csv}, which
 * says how long a unit must stay below to leave, and what staff must do.
 */
final class ScreeningSeeds {
  private static final String FILE = "screening_rules.csv";
  private static final int MOST_MONTHS = 60;
  private static final List<String> COLUMNS =
      List.of("action", "text", "leave_months", "source", "confidence");

  private ScreeningSeeds() {}

  /** The programmes; empty when a row is wrong or missing. */
  static Optional<ScreeningBook> read(
      SeedSource source, List<Target> targets, List<String> problems) {
    Map<String, Release> releases = new HashMap<>();
    for (SeedRow row : SeedTable.read(source, FILE, COLUMNS, problems)) {
      BigDecimal months = row.amount("leave_months");
      if (months.signum() == 0 || months.compareTo(BigDecimal.valueOf(MOST_MONTHS)) > 0) {
        row.problem("leave_months", row.text("leave_months"), "1 to " + MOST_MONTHS);
      }
      Release release =
          new Release(
              row.required("text"), months.intValue(), row.text("source"), row.text("confidence"));
      if (releases.put(row.required("action"), release) != null) {
        row.problem("action", row.text("action"), "each action once");
      }
    }
    if (!releases.containsKey(ScreeningBook.ANY)) {
      problems.add(FILE + ": no row of action * (expected: one for all other actions)");
      return Optional.empty();
    }
    return Optional.of(new ScreeningBook(targets, releases));
  }
}
