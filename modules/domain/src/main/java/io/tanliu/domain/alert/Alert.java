// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert;

import io.tanliu.domain.control.Evidence;
import io.tanliu.domain.control.Target;
import java.util.OptionalLong;

/**
 * One change in the life of an alert.
 *
 * @param rule which rule
 * @param target the target that was judged
 * @param sequence number of this change in the alert's life, from 1
 * @param firing true when the condition holds after this change
 * @param reason why it changed
 * @param evidence what was measured and against what
 * @param crossedAt start of the quarter hour in which the sum passed the limit, epoch milliseconds
 * @param changedAt event time from which it has held, or not: of a repeat earlier than its evidence
 */
public record Alert(
    AlertRule rule,
    Target target,
    int sequence,
    boolean firing,
    Reason reason,
    Evidence evidence,
    OptionalLong crossedAt,
    long changedAt) {

  /** Why an alert changed. */
  public enum Reason {
    /** The sum passed the limit. */
    BREACHED("breached"),
    /** The sum ran ahead of the schedule. */
    AHEAD("ahead"),
    /** A correction moved the quarter hour in which the limit was passed. */
    MOVED("moved"),
    /** A correction removed the cause. */
    RESTATED("restated"),
    /** Consumption fell back behind the schedule. */
    BACK_ON_SCHEDULE("back-on-schedule"),
    /** The target was changed or withdrawn. */
    TARGET_CHANGED("target-changed"),
    /** The period ended. */
    PERIOD_ENDED("period-ended");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    /** Code used in messages. */
    public String code() {
      return code;
    }
  }

  /** The same change for another reason. */
  public Alert because(Reason other) {
    return new Alert(rule, target, sequence, firing, other, evidence, crossedAt, changedAt);
  }

  /** Identity, the same after a restart and a replay: rule, entity and target. */
  public String id() {
    return id(rule, target);
  }

  /** Identity of the alert of a rule on a target. */
  public static String id(AlertRule rule, Target target) {
    return rule.code() + "|" + target.entity() + "|" + target.id();
  }
}
