// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import io.tanliu.domain.assess.ScoreRule.Grades;
import io.tanliu.domain.assess.ScoreRule.Part;
import io.tanliu.domain.assess.ScoreRule.Partly;
import io.tanliu.domain.assess.ScoreRule.Subject;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Score card of a region or unit (节能目标责任考核) from what its lamps show and what else is known. What
 * cannot be assessed, and what was never set, gives neither points nor takes them: the share is of
 * the points that could be given.
 *
 * @param items in the order of the rules
 * @param points sum of the points given
 * @param assessable most points of the items that could be assessed
 * @param most most points of all items
 * @param vetoedBy items of binding targets that are missed and decide the card
 * @param grade what follows
 * @param provisional some evidence is provisional
 */
public record ScoreCard(
    List<Item> items,
    BigDecimal points,
    BigDecimal assessable,
    BigDecimal most,
    List<String> vetoedBy,
    Grade grade,
    boolean provisional) {

  private static final MathContext DIGITS = MathContext.DECIMAL64;
  private static final BigDecimal HALF = new BigDecimal("0.5");

  /**
   * What one lamp shows of one target.
   *
   * @param part of the year or of a plan of several years
   * @param kind kind of lamp
   * @param level LEVEL_1, LEVEL_2, LEVEL_3, NOT_ASSESSABLE or NOT_SET
   * @param binding a binding target (约束性)
   * @param measured figure that was judged
   * @param required what was required of it
   * @param unit of both
   * @param evidence where it stands
   * @param provisional it may change
   */
  public record Lamp(
      Part part,
      String kind,
      String level,
      boolean binding,
      Optional<BigDecimal> measured,
      Optional<BigDecimal> required,
      String unit,
      String evidence,
      boolean provisional) {}

  /** What became of an item. */
  public enum State {
    MET,
    PARTLY,
    MISSED,
    NOT_ASSESSABLE,
    NOT_SET
  }

  /** Grades. */
  public enum Grade {
    /** 超额完成. */
    EXCEEDED,
    /** 完成. */
    COMPLETED,
    /** 基本完成. */
    BASICALLY,
    /** 未完成. */
    NOT_COMPLETED,
    /** 无法评价. */
    NOT_ASSESSABLE
  }

  /**
   * One item.
   *
   * @param points given; empty when nothing can be said
   * @param lamp the lamp that decided; empty without one
   * @param vetoes it decides the whole card
   */
  public record Item(
      ScoreRule rule,
      State state,
      Optional<BigDecimal> points,
      Optional<Lamp> lamp,
      boolean vetoes) {}

  public ScoreCard {
    items = List.copyOf(items);
    vetoedBy = List.copyOf(vetoedBy);
  }

  /** The card of a region. Of several targets of one kind the worst counts. */
  public static ScoreCard of(List<ScoreRule> rules, Grades grades, Collection<Lamp> lamps) {
    return of(
        rules.stream()
            .filter(rule -> rule.subject() == Subject.REGION)
            .map(rule -> item(rule, lamps))
            .toList(),
        grades);
  }

  /** The card of some items. */
  static ScoreCard of(List<Item> items, Grades grades) {
    BigDecimal points = BigDecimal.ZERO;
    BigDecimal assessable = BigDecimal.ZERO;
    BigDecimal most = BigDecimal.ZERO;
    List<String> vetoed = new ArrayList<>();
    boolean provisional = false;
    for (Item item : items) {
      most = most.add(item.rule().points());
      if (item.points().isPresent()) {
        points = points.add(item.points().get());
        assessable = assessable.add(item.rule().points());
      }
      if (item.vetoes()) {
        vetoed.add(item.rule().id());
      }
      provisional |=
          item.lamp().map(Lamp::provisional).orElse(false)
              || item.rule().lamp().equals(ScoreRule.INSPECTION);
    }
    Grade grade = grade(points, assessable, vetoed, grades);
    return new ScoreCard(items, points, assessable, most, vetoed, grade, provisional);
  }

  /** The worst lamp of a part and kind. */
  static Optional<Lamp> worst(Part part, String kind, Collection<Lamp> lamps) {
    return lamps.stream()
        .filter(lamp -> lamp.part() == part && lamp.kind().equals(kind))
        .min(Comparator.comparing(Lamp::level).thenComparing(Lamp::evidence));
  }

  private static Item item(ScoreRule rule, Collection<Lamp> lamps) {
    Optional<Lamp> worst = worst(rule.part(), rule.lamp(), lamps);
    if (worst.isEmpty() || worst.get().level().equals("NOT_SET")) {
      return new Item(rule, State.NOT_SET, Optional.empty(), worst, false);
    }
    boolean veto = rule.veto() && worst.get().binding();
    return switch (worst.get().level()) {
      case "LEVEL_3" -> new Item(rule, State.MET, Optional.of(rule.points()), worst, false);
      case "LEVEL_2" ->
          new Item(rule, State.PARTLY, Optional.of(part(rule, worst.get())), worst, veto);
      case "LEVEL_1" -> new Item(rule, State.MISSED, Optional.of(BigDecimal.ZERO), worst, veto);
      default -> new Item(rule, State.NOT_ASSESSABLE, Optional.empty(), worst, false);
    };
  }

  private static BigDecimal part(ScoreRule rule, Lamp lamp) {
    if (rule.partly() == Partly.HALF) {
      return rule.points().multiply(HALF);
    }
    if (lamp.measured().isEmpty() || lamp.required().filter(r -> r.signum() > 0).isEmpty()) {
      return BigDecimal.ZERO;
    }
    BigDecimal share = lamp.measured().get().divide(lamp.required().get(), DIGITS);
    return rule.points().multiply(share.max(BigDecimal.ZERO).min(BigDecimal.ONE), DIGITS);
  }

  private static Grade grade(
      BigDecimal points, BigDecimal assessable, List<String> vetoed, Grades grades) {
    if (!vetoed.isEmpty()) {
      return Grade.NOT_COMPLETED;
    }
    if (assessable.signum() == 0) {
      return Grade.NOT_ASSESSABLE;
    }
    BigDecimal share = points.divide(assessable, DIGITS);
    if (share.compareTo(grades.exceeded()) >= 0) {
      return Grade.EXCEEDED;
    }
    if (share.compareTo(grades.completed()) >= 0) {
      return Grade.COMPLETED;
    }
    return share.compareTo(grades.basically()) >= 0 ? Grade.BASICALLY : Grade.NOT_COMPLETED;
  }

  /** points ÷ assessable; empty when nothing could be assessed. */
  public Optional<BigDecimal> share() {
    return assessable.signum() == 0
        ? Optional.empty()
        : Optional.of(points.divide(assessable, DIGITS));
  }
}
