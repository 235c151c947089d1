// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.life;

import io.tanliu.domain.alert.Condition;
import io.tanliu.domain.alert.Level;
import io.tanliu.domain.alert.RuleSetting;
import java.util.ArrayList;
import java.util.List;

/**
 * The step from one phase to the next, by the data and event time alone: for-duration, keep-firing
 * time, severity, no data, restated.
 */
final class Steps {
  /** Reason of a resolution when corrected data say that the breach has never been. */
  static final String RESTATED = "restated";

  /** Reason of a resolution when the rule was switched off. */
  static final String DISABLED = "rule-disabled";

  /** Reason of the end of an episode that was only without data. */
  static final String DATA_RETURNED = "data-returned";

  private final RuleSetting setting;
  private final Condition condition;
  private final List<Step> steps = new ArrayList<>();
  private Phase phase;

  /**
   * One step.
   *
   * @param change what it is
   * @param phase where the alert stands afterwards
   * @param reason why
   * @param restated true when corrected data made it
   */
  record Step(Change change, Phase phase, String reason, boolean restated) {}

  /**
   * What was taken.
   *
   * @param phase where the alert stands now
   * @param steps what is to be told, in its order; none when nothing changed
   */
  record Taken(Phase phase, List<Step> steps) {}

  private Steps(Phase phase, RuleSetting setting, Condition condition) {
    this.phase = phase;
    this.setting = setting;
    this.condition = condition;
  }

  /** The steps that a condition asks for. */
  static Taken of(Phase phase, RuleSetting setting, Condition condition) {
    Steps steps = new Steps(phase, setting, condition);
    steps.take();
    return new Taken(steps.phase, List.copyOf(steps.steps));
  }

  private void take() {
    if (!setting.enabled()) {
      end(DISABLED, false);
    } else if (condition.closed()) {
      end(condition.reason(), condition.restated());
    } else if (condition.noData()) {
      withoutData();
    } else if (condition.level() == Level.NONE) {
      quiet();
    } else {
      active();
    }
  }

  private void end(String reason, boolean restated) {
    if (phase.state() == AlertState.PENDING) {
      step(Change.CLEARED, phase.resolved(), reason, restated);
    } else if (phase.state().open()) {
      step(Change.RESOLVED, phase.resolved(), reason, restated);
    }
  }

  private void withoutData() {
    if (phase.state() == AlertState.FIRING) {
      step(Change.NO_DATA, phase.to(AlertState.NO_DATA));
    } else if (phase.state() != AlertState.NO_DATA) {
      step(Change.NO_DATA, phase.begin(AlertState.NO_DATA, Level.WARNING, false, condition.at()));
    }
  }

  private void quiet() {
    if (!phase.state().open() || !phase.fired()) {
      end(
          phase.state() == AlertState.NO_DATA ? DATA_RETURNED : condition.reason(),
          condition.restated());
    } else if (neverWas()) {
      end(RESTATED, true);
    } else if (condition.at() - lastTrue() >= setting.keepFiring()) {
      end(condition.reason(), condition.restated());
    } else if (phase.state() == AlertState.NO_DATA) {
      step(Change.RESUMED, phase.to(AlertState.FIRING));
    }
  }

  /** By what is known now, the condition did not hold in the whole episode. */
  private boolean neverWas() {
    return condition.lastTrue().isPresent()
        ? condition.lastTrue().getAsLong() < phase.episodeStart()
        : condition.restated() || condition.since() <= phase.episodeStart();
  }

  private long lastTrue() {
    return condition.lastTrue().orElse(condition.since());
  }

  private void active() {
    if (phase.state() == AlertState.NO_DATA && !phase.fired()) {
      end(DATA_RETURNED, condition.restated());
    }
    switch (phase.state()) {
      case RESOLVED, PENDING -> rise();
      case NO_DATA -> step(Change.RESUMED, phase.to(AlertState.FIRING, severity()));
      default -> stay();
    }
  }

  private void rise() {
    boolean held = condition.at() - condition.active() >= setting.forDuration();
    Level severity = held ? firstSeverity() : condition.level();
    if (phase.state() == AlertState.RESOLVED && setting.forDuration() > 0) {
      step(Change.PENDED, phase.to(AlertState.PENDING, condition.level()));
    }
    if (held) {
      step(Change.FIRED, phase.begin(AlertState.FIRING, severity, true, condition.active()));
    } else {
      phase = phase.to(AlertState.PENDING, severity);
    }
  }

  private Level firstSeverity() {
    return criticalForLong() ? Level.CRITICAL : Level.WARNING;
  }

  private void stay() {
    Level severity = severity();
    if (severity != phase.severity()) {
      boolean worse = severity.atLeast(phase.severity());
      step(worse ? Change.RAISED : Change.LOWERED, phase.to(AlertState.FIRING, severity));
    }
  }

  /** A severity that was told stays while its level holds; a worse one must hold for a while. */
  private Level severity() {
    boolean critical =
        condition.level() == Level.CRITICAL
            && (phase.severity() == Level.CRITICAL || criticalForLong());
    return critical ? Level.CRITICAL : Level.WARNING;
  }

  private boolean criticalForLong() {
    return condition.level() == Level.CRITICAL
        && condition.at() - condition.since() >= setting.forDuration();
  }

  private void step(Change change, Phase next) {
    step(change, next, condition.reason(), condition.restated());
  }

  private void step(Change change, Phase next, String reason, boolean restated) {
    phase = next;
    steps.add(new Step(change, next, reason, restated));
  }
}
