// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a rule finds in a course, with nothing remembered: the same course gives the same finding
 * whatever was found before.
 *
 * @param level the level at the last step, hysteresis included
 * @param noData true when the newest known value is older than the rule accepts; the level is then
 *     the last known one
 * @param since event time of the first step from which the level has been at least {@code level}
 *     without a break (NONE: from which it has been NONE), epoch milliseconds
 * @param activeSince the same for WARNING or worse; empty when the level is NONE
 * @param lastTrue the newest step with WARNING or worse; empty when there is none
 * @param at the last step, epoch milliseconds
 * @param flapScore thousandths over the last 21 steps, 0 to 1000
 */
public record Judgement(
    Level level,
    boolean noData,
    long since,
    OptionalLong activeSince,
    OptionalLong lastTrue,
    long at,
    int flapScore) {

  /**
   * Judges a course.
   *
   * <p>Each level is determined by the newest step whose value is beyond its raise threshold or not
   * beyond its reset threshold; steps in the dead band and steps of which nothing is known leave it
   * as it was. Before the first such step it is off.
   *
   * @return empty when the course has no steps
   */
  public static Optional<Judgement> of(Course course, RuleSetting setting) {
    List<Course.Step> steps = course.steps();
    if (steps.isEmpty()) {
      return Optional.empty();
    }
    Walk walk = new Walk(steps, setting);
    int last = steps.size() - 1;
    Level level = walk.level(last);
    int activeFrom = last + 1;
    int levelFrom = last;
    int lastTrue = -1;
    int changes = 0;
    Level after = level;
    boolean unbroken = true;
    boolean active = level != Level.NONE;
    if (active) {
      activeFrom = last;
      lastTrue = last;
    }
    for (int i = last - 1; i >= 0; i--) {
      Level here = walk.level(i);
      int age = last - 1 - i;
      if (age < FlapScore.TRANSITIONS && here != after) {
        changes |= 1 << age;
      }
      unbroken &= level == Level.NONE ? here == Level.NONE : here.atLeast(level);
      if (unbroken) {
        levelFrom = i;
      }
      active &= here != Level.NONE;
      if (active) {
        activeFrom = i;
      }
      if (lastTrue < 0 && here != Level.NONE) {
        lastTrue = i;
      }
      after = here;
      if (!unbroken && !active && lastTrue >= 0 && age >= FlapScore.TRANSITIONS) {
        break;
      }
    }
    long at = steps.get(last).at();
    return Optional.of(
        new Judgement(
            level,
            silent(steps, setting, at),
            steps.get(levelFrom).at(),
            activeFrom > last ? OptionalLong.empty() : time(steps, activeFrom),
            lastTrue < 0 ? OptionalLong.empty() : time(steps, lastTrue),
            at,
            FlapScore.of(changes)));
  }

  private static OptionalLong time(List<Course.Step> steps, int index) {
    return OptionalLong.of(steps.get(index).at());
  }

  private static boolean silent(List<Course.Step> steps, RuleSetting setting, long at) {
    if (setting.noDataAfter() == RuleSetting.NEVER) {
      return false;
    }
    int newest = steps.size() - 1;
    while (newest > 0 && steps.get(newest).value().isEmpty()) {
      newest--;
    }
    // A course without any value is silent for as long as it is long.
    return steps.get(newest).value().isEmpty()
        ? at - steps.get(0).at() >= setting.noDataAfter()
        : at - steps.get(newest).at() >= setting.noDataAfter();
  }

  /** Levels of steps, asked for from the newest to the oldest. */
  private static final class Walk {
    private final List<Course.Step> steps;
    private final RuleSetting setting;
    private final Switch warning;
    private final Switch critical;

    Walk(List<Course.Step> steps, RuleSetting setting) {
      this.steps = steps;
      this.setting = setting;
      warning = new Switch(setting.threshold(Level.WARNING));
      critical = new Switch(setting.threshold(Level.CRITICAL));
    }

    Level level(int step) {
      if (critical.on(step)) {
        return Level.CRITICAL;
      }
      return warning.on(step) ? Level.WARNING : Level.NONE;
    }

    /** One level; remembers the step that determined the ones after it. */
    private final class Switch {
      private final Optional<Threshold> threshold;
      private int determinedAt = Integer.MAX_VALUE;
      private boolean on;

      Switch(Optional<Threshold> threshold) {
        this.threshold = threshold;
      }

      boolean on(int step) {
        if (threshold.isEmpty()) {
          return false;
        }
        if (step < determinedAt) {
          determine(step);
        }
        return on;
      }

      private void determine(int step) {
        for (int i = step; i >= 0; i--) {
          Optional<BigDecimal> value = steps.get(i).value();
          if (value.isPresent()) {
            boolean raises = threshold.get().raises(value.get(), setting.side());
            if (raises || threshold.get().resets(value.get(), setting.side())) {
              determinedAt = i;
              on = raises;
              return;
            }
          }
        }
        determinedAt = -1;
        on = false;
      }
    }
  }
}
