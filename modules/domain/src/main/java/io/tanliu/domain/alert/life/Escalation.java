// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.life;

import io.tanliu.domain.alert.RuleSetting;
import java.util.List;
import java.util.Optional;

/**
 * How far an alert has gone up because nobody acknowledged it: county, city, province (县、市、省逐级上报).
 *
 * @param steps steps that it has gone up, from 0
 * @param due log time of the next step, epoch milliseconds; {@link RuleSetting#NEVER}
 */
public record Escalation(int steps, long due) {
  /** Where every episode begins. */
  public static final Escalation NONE = new Escalation(0, RuleSetting.NEVER);

  /** The state above the provinces is told of nothing by escalation. */
  private static final String NATION = "100000";

  /** The clock stands: somebody deals with it, or nobody is told. */
  Escalation stopped() {
    return new Escalation(steps, RuleSetting.NEVER);
  }

  /** The clock begins anew for the next step. */
  Escalation started(RuleSetting setting, List<String> regions, long at) {
    List<Long> after = setting.escalateAfter();
    return steps < after.size() && steps < highest(regions)
        ? new Escalation(steps, at + after.get(steps))
        : stopped();
  }

  /** The clock as it runs; anew when that is asked, or when it stood. */
  Escalation running(RuleSetting setting, List<String> regions, long at, boolean restart) {
    Escalation anew = started(setting, regions, at);
    boolean runs = due != RuleSetting.NEVER && anew.due != RuleSetting.NEVER;
    return runs && !restart ? this : anew;
  }

  /** Up a step, for good or for bad. */
  Optional<Escalation> up(RuleSetting setting, List<String> regions, long at) {
    return steps < highest(regions)
        ? Optional.of(new Escalation(steps + 1, RuleSetting.NEVER).started(setting, regions, at))
        : Optional.empty();
  }

  /** The region that has to act. */
  public Optional<String> to(List<String> regions) {
    return regions.isEmpty()
        ? Optional.empty()
        : Optional.of(regions.get(Math.min(steps, regions.size() - 1)));
  }

  private static int highest(List<String> regions) {
    int highest = regions.size() - 1;
    return highest >= 0 && regions.get(highest).equals(NATION) ? highest - 1 : highest;
  }
}
