// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

/** Why a lamp shows what it shows. */
public enum LampReason {
  /** The assessed sum is above the limit of the whole period. */
  OVER_LIMIT("over-limit", LampLevel.LEVEL_1),
  /** The assessed sum is ahead of its schedule by more than the target's margin. */
  FAR_AHEAD("far-ahead", LampLevel.LEVEL_1),
  /** The assessed sum is ahead of its schedule. */
  AHEAD("ahead", LampLevel.LEVEL_2),
  /** On schedule, by total or intensity. */
  ON_SCHEDULE("on-schedule", LampLevel.LEVEL_3),
  /** Not judged: the intensity meets its incentive value (达到激励目标, 免予总量考核). */
  EXEMPT("exempt", LampLevel.LEVEL_3),
  /** The intensity rose instead of fell (不降反升). */
  ROSE("rose", LampLevel.LEVEL_1),
  /** The intensity fell, but less than the schedule asks (未达到进度要求). */
  BEHIND("behind", LampLevel.LEVEL_2),
  /** The intensity is above the level that is demanded. */
  ABOVE_LEVEL("above-level", LampLevel.LEVEL_2),
  /** A quantity that must not grow grew (应降反升). */
  GREW("grew", LampLevel.LEVEL_1),
  /** It grew faster, or fell less, than is demanded; or slower, where it must grow (增速未达要求). */
  GROWTH("growth", LampLevel.LEVEL_2),
  /** Too little was measured, now or in the year before. */
  COVERAGE("coverage", LampLevel.NOT_ASSESSABLE),
  /** No report from which the denominator could follow. */
  NO_REPORT("no-report", LampLevel.NOT_ASSESSABLE),
  /** Nothing above 0 to compare with: no figures of the year before in the same prices. */
  NO_BASE("no-base", LampLevel.NOT_ASSESSABLE),
  /** Whom the target means is not the entity as a whole, and has no ledger of its own. */
  SCOPE("scope", LampLevel.NOT_ASSESSABLE),
  /** The policy gives no number. */
  NO_VALUE("no-value", LampLevel.NOT_SET);

  private final String code;
  private final LampLevel level;

  LampReason(String code, LampLevel level) {
    this.code = code;
    this.level = level;
  }

  /** Code used in messages. */
  public String code() {
    return code;
  }

  /** The level that follows. */
  public LampLevel level() {
    return level;
  }
}
