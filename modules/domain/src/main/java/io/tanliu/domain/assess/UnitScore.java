// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import io.tanliu.domain.assess.ScoreCard.Item;
import io.tanliu.domain.assess.ScoreCard.Lamp;
import io.tanliu.domain.assess.ScoreCard.State;
import io.tanliu.domain.assess.ScoreRule.Grades;
import io.tanliu.domain.assess.ScoreRule.Part;
import io.tanliu.domain.assess.ScoreRule.Subject;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Score card of a key energy-using unit (重点用能单位节能目标责任评价考核), graded like that of a region: targets
 * from its lamps, measures from what else the data show. What only an inspection can judge is
 * listed, and neither gives points nor takes them.
 */
public final class UnitScore {
  private static final String MET = "LEVEL_3";
  private static final String NOT_SET = "NOT_SET";
  private static final String NOT_ASSESSABLE = "NOT_ASSESSABLE";

  private UnitScore() {}

  /**
   * What is known of something that no lamp shows.
   *
   * @param outcome one of the rule's outcomes; empty when nothing can be said
   * @param measured figure that was judged
   * @param required what was required of it
   * @param unit of both
   * @param evidence where it stands
   * @param provisional it may change
   */
  public record Finding(
      Optional<String> outcome,
      Optional<BigDecimal> measured,
      Optional<BigDecimal> required,
      String unit,
      String evidence,
      boolean provisional) {}

  /**
   * The card.
   *
   * @param lamps of the year and of the plan that holds it
   * @param found findings by the rule's lamp; what is missing is not set
   */
  public static ScoreCard of(
      List<ScoreRule> rules, Grades grades, Collection<Lamp> lamps, Map<String, Finding> found) {
    return ScoreCard.of(
        rules.stream()
            .filter(rule -> rule.subject() == Subject.UNIT)
            .map(rule -> item(rule, lamps, Optional.ofNullable(found.get(rule.lamp()))))
            .toList(),
        grades);
  }

  private static Item item(ScoreRule rule, Collection<Lamp> lamps, Optional<Finding> finding) {
    if (rule.lamp().equals(ScoreRule.INSPECTION)) {
      return nothing(rule, State.NOT_ASSESSABLE, Optional.empty());
    }
    if (rule.part() == Part.BOTH) {
      return both(
          rule,
          ScoreCard.worst(Part.ANNUAL, rule.lamp(), lamps),
          ScoreCard.worst(Part.CUMULATIVE, rule.lamp(), lamps));
    }
    Optional<Lamp> worst = ScoreCard.worst(rule.part(), rule.lamp(), lamps);
    return worst.isPresent()
        ? total(rule, worst.get())
        : finding
            .map(f -> found(rule, f))
            .orElseGet(() -> nothing(rule, State.NOT_SET, Optional.empty()));
  }

  private static Item nothing(ScoreRule rule, State state, Optional<Lamp> lamp) {
    return new Item(rule, state, Optional.empty(), lamp, false);
  }

  /** A part without a target asks for nothing; one that cannot be assessed leaves all open. */
  private static Item both(ScoreRule rule, Optional<Lamp> annual, Optional<Lamp> plan) {
    Optional<Lamp> year = annual.filter(lamp -> !lamp.level().equals(NOT_SET));
    Optional<Lamp> years = plan.filter(lamp -> !lamp.level().equals(NOT_SET));
    Optional<Lamp> shown = year.or(() -> years);
    if (shown.isEmpty()) {
      return nothing(rule, State.NOT_SET, annual.or(() -> plan));
    }
    if (unknown(year) || unknown(years)) {
      return nothing(rule, State.NOT_ASSESSABLE, shown);
    }
    boolean yearMet = year.filter(lamp -> !lamp.level().equals(MET)).isEmpty();
    boolean planMet = years.filter(lamp -> !lamp.level().equals(MET)).isEmpty();
    String outcome = yearMet ? (planMet ? "both" : "annual") : planMet ? "cumulative" : "none";
    if ((outcome.equals("annual") && year.isEmpty())
        || (outcome.equals("cumulative") && years.isEmpty())) {
      outcome = "none";
    }
    boolean binding =
        year.filter(Lamp::binding).isPresent() || years.filter(Lamp::binding).isPresent();
    Lamp decisive = yearMet && years.isPresent() ? years.get() : shown.get();
    return scored(rule, outcome, decisive, binding);
  }

  private static boolean unknown(Optional<Lamp> lamp) {
    return lamp.filter(l -> l.level().equals(NOT_ASSESSABLE)).isPresent();
  }

  /** An amount by its ratio to what its schedule allows. */
  private static Item total(ScoreRule rule, Lamp lamp) {
    if (lamp.level().equals(NOT_SET)) {
      return nothing(rule, State.NOT_SET, Optional.of(lamp));
    }
    Optional<BigDecimal> allowed = lamp.required().filter(r -> r.signum() > 0);
    if (unknown(Optional.of(lamp)) || allowed.isEmpty() || lamp.measured().isEmpty()) {
      return nothing(rule, State.NOT_ASSESSABLE, Optional.of(lamp));
    }
    BigDecimal amount = lamp.measured().get();
    String outcome =
        rule.outcomes().keySet().stream()
            .filter(bound -> !bound.equals(ScoreRule.MORE))
            .filter(b -> amount.compareTo(new BigDecimal(b).multiply(allowed.get())) <= 0)
            .findFirst()
            .orElse(ScoreRule.MORE);
    return scored(rule, outcome, lamp, lamp.binding());
  }

  private static Item found(ScoreRule rule, Finding finding) {
    Lamp shown =
        new Lamp(
            rule.part(),
            rule.lamp(),
            finding.outcome().orElse(NOT_ASSESSABLE),
            false,
            finding.measured(),
            finding.required(),
            finding.unit(),
            finding.evidence(),
            finding.provisional());
    return finding
        .outcome()
        .map(outcome -> scored(rule, outcome, shown, true))
        .orElseGet(() -> nothing(rule, State.NOT_ASSESSABLE, Optional.of(shown)));
  }

  private static Item scored(ScoreRule rule, String outcome, Lamp shown, boolean binding) {
    BigDecimal points = rule.outcomes().getOrDefault(outcome, BigDecimal.ZERO);
    State state =
        points.compareTo(rule.points()) >= 0
            ? State.MET
            : points.signum() > 0 ? State.PARTLY : State.MISSED;
    boolean vetoes = rule.veto() && binding && state == State.MISSED;
    return new Item(rule, state, Optional.of(points), Optional.of(shown), vetoes);
  }
}
