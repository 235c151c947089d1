// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import io.tanliu.domain.control.Operator;
import io.tanliu.domain.control.Target;
import io.tanliu.domain.control.TargetType;
import io.tanliu.domain.control.Terms;
import io.tanliu.domain.quantity.Dimension;
import io.tanliu.domain.quantity.Quantities;
import io.tanliu.domain.unit.Membership;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The programmes of screening: the thresholds of the packaged targets, and those that are
 * registered while it runs. A registered target stands in the place of a packaged one with the same
 * entity and id, whatever its type; its programme keeps the id. Ids are unique only for their
 * entity, so any other registered threshold is called {@code entity:id}. Immutable.
 */
public final class ScreeningBook {
  /** Action of the release that holds for all actions without one of their own. */
  public static final String ANY = "*";

  /** What units can be screened by. */
  public static final Set<String> QUANTITIES =
      Set.of(Quantities.TCE, Quantities.TCE_EQUIVALENT, Quantities.CO2E);

  private static final int MOST_DIGITS = 18;

  private final Map<String, Target> packaged;
  private final Map<String, Release> releases;
  private final List<ScreeningRule> rules;
  private final Map<String, List<ScreeningRule>> byEntity = new TreeMap<>();
  private final String version;

  /**
   * What follows from an action, and when a unit is released from it.
   *
   * @param text what staff must do, Chinese first
   * @param months how many months the total must have stayed below, 1 to 60
   * @param source where that comes from
   * @param confidence A, B or C
   */
  public record Release(String text, int months, String source, String confidence) {}

  /**
   * The packaged programmes.
   *
   * @param targets packaged targets; those that no unit is screened by are left out
   * @param releases by action, with one for {@link #ANY}
   */
  public ScreeningBook(Collection<Target> targets, Map<String, Release> releases) {
    this(thresholds(targets), Map.of(), releases);
  }

  private ScreeningBook(
      Map<String, Target> packaged, Map<String, Target> registered, Map<String, Release> releases) {
    if (!releases.containsKey(ANY)) {
      throw new IllegalArgumentException(
          "releases: " + releases.keySet() + " (expected: one for " + ANY + ")");
    }
    this.packaged = packaged;
    this.releases = Map.copyOf(releases);
    List<ScreeningRule> all = new ArrayList<>();
    packaged.forEach(
        (key, target) -> {
          if (!registered.containsKey(key)) {
            all.add(rule(target, target.id()));
          }
        });
    new TreeMap<>(registered)
        .forEach(
            (key, target) -> {
              if (refusal(target).isEmpty()) {
                String id = target.entity() + ":" + target.id();
                all.add(rule(target, packaged.containsKey(key) ? target.id() : id));
              }
            });
    rules = List.copyOf(all);
    rules.forEach(r -> byEntity.computeIfAbsent(r.entity(), e -> new ArrayList<>()).add(r));
    version = UUID.nameUUIDFromBytes(rules.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static Map<String, Target> thresholds(Collection<Target> targets) {
    Map<String, Target> found = new LinkedHashMap<>();
    for (Target target : targets) {
      if (refusal(target).isEmpty()) {
        found.put(key(target), target);
      }
    }
    return found;
  }

  private static String key(Target target) {
    return target.entity() + "|" + target.id();
  }

  /** The same with what is registered now; targets that no unit is screened by may be among it. */
  public ScreeningBook with(Collection<Target> registered) {
    Map<String, Target> byKey = new TreeMap<>();
    registered.forEach(target -> byKey.put(key(target), target));
    return new ScreeningBook(packaged, byKey, releases);
  }

  /** True for a registered target that changes what is screened. */
  public boolean concerns(Target target) {
    return target.type() == TargetType.THRESHOLD || packaged.containsKey(key(target));
  }

  /** Why no unit is screened by a target; empty when units are. */
  public static Optional<String> refusal(Target target) {
    if (target.type() != TargetType.THRESHOLD) {
      return Optional.of("type: " + target.type() + " (expected: THRESHOLD)");
    }
    if (!target.isJudged()) {
      return Optional.of("value: not set (expected: an amount above 0)");
    }
    if (!Membership.isUnit(target.entity()) && !target.terms().scope().eachUnit()) {
      return Optional.of(
          "eachUnit: false (expected: true, the units of " + target.entity() + " one by one)");
    }
    if (!QUANTITIES.contains(target.quantity())) {
      return Optional.of(
          "quantity: " + target.quantity() + " (expected: tce, tce_equivalent or co2e)");
    }
    return upper(target)
            .filter(end -> end.scale() > 0 || end.precision() - end.scale() > MOST_DIGITS)
            .isPresent()
        ? Optional.of("upper: " + target.terms().upper().get() + " (expected: whole base units)")
        : Optional.empty();
  }

  private static Optional<BigDecimal> upper(Target target) {
    Dimension dimension = Quantities.derivedDimension(target.quantity());
    return target
        .terms()
        .upper()
        .map(end -> end.movePointRight(dimension.displayScale()).stripTrailingZeros());
  }

  private ScreeningRule rule(Target target, String id) {
    Terms terms = target.terms();
    Release release = releases.getOrDefault(terms.action(), releases.get(ANY));
    return new ScreeningRule(
        id,
        target.quantity(),
        target.limit(),
        terms.operator() == Operator.ABOVE,
        release.months(),
        upper(target).map(BigDecimal::longValueExact),
        terms.scope(),
        target.entity(),
        release.text(),
        target.source() + "; " + release.source(),
        release.confidence());
  }

  /** All programmes, packaged ones first. */
  public List<ScreeningRule> rules() {
    return rules;
  }

  /**
   * Programmes that are meant for a unit.
   *
   * @param industry GB/T 4754 code of the unit
   * @param ancestry its region and those above
   */
  public List<ScreeningRule> of(String unit, String industry, List<String> ancestry) {
    List<String> entities = new ArrayList<>(ancestry);
    entities.add(Membership.INDUSTRY_PREFIX + industry);
    entities.add(unit);
    return entities.stream()
        .flatMap(entity -> byEntity.getOrDefault(entity, List.of()).stream())
        .filter(rule -> rule.scope().covers(industry))
        .toList();
  }

  /** The same text for the same rules, and another one for others. */
  public String version() {
    return version;
  }
}
