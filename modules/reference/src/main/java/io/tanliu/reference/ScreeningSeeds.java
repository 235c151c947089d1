// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import io.tanliu.domain.assess.ScreeningRule;
import io.tanliu.domain.control.Operator;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.control.TargetType;
import io.tanliu.domain.quantity.Dimension;
import io.tanliu.domain.quantity.Quantities;
import java.math.BigDecimal;
import java.util.ArrayList;
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
  private static final String ANY = "*";
  private static final int MOST_MONTHS = 60;
  private static final List<String> COLUMNS =
      List.of("action", "text", "leave_months", "source", "confidence");

  /** What a row says of an action. */
  private record Release(String text, int months, String source, String confidence) {}

  private ScreeningSeeds() {}

  static List<ScreeningRule> read(SeedSource source, List<Target> targets, List<String> problems) {
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
    if (!releases.containsKey(ANY)) {
      problems.add(FILE + ": no row of action * (expected: one for all other actions)");
      return List.of();
    }
    List<ScreeningRule> rules = new ArrayList<>();
    for (Target target : targets) {
      Dimension dimension = Quantities.derivedDimension(target.quantity());
      if (target.type() == TargetType.THRESHOLD
          && target.isJudged()
          && target.terms().scope().eachUnit()
          && dimension != null) {
        String action = target.terms().action();
        rules.add(rule(target, dimension, releases.getOrDefault(action, releases.get(ANY))));
      }
    }
    return rules;
  }

  private static ScreeningRule rule(Target target, Dimension dimension, Release release) {
    Optional<Long> upper =
        target
            .terms()
            .upper()
            .map(end -> end.movePointRight(dimension.displayScale()).longValueExact());
    return new ScreeningRule(
        target.id(),
        target.quantity(),
        target.limit(),
        target.terms().operator() == Operator.ABOVE,
        release.months(),
        upper,
        target.terms().scope(),
        target.entity(),
        release.text(),
        target.source() + "; " + release.source(),
        release.confidence());
  }
}
