// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.course;

import io.tanliu.domain.alert.Course;
import io.tanliu.domain.alert.Grounds;
import io.tanliu.domain.alert.Level;
import io.tanliu.domain.alert.RuleSetting;
import io.tanliu.domain.alert.Threshold;
import java.util.Map;

/**
 * What a rule looks at, before it is judged.
 *
 * @param rule code of the rule
 * @param subject what of the entity is judged
 * @param course how the value went
 * @param grounds on what it rests
 * @param reason why it is so when the rule's condition holds
 * @param closed true when it will not be judged again
 * @param thresholds thresholds of the target's own; empty for those of the rule
 */
public record Finding(
    String rule,
    String subject,
    Course course,
    Grounds grounds,
    String reason,
    boolean closed,
    Map<Level, Threshold> thresholds) {
  public Finding {
    thresholds = Map.copyOf(thresholds);
  }

  /** The setting with the target's own thresholds. */
  public RuleSetting setting(RuleSetting rules) {
    RuleSetting changed = rules;
    for (Map.Entry<Level, Threshold> own : thresholds.entrySet()) {
      changed = changed.with(own.getKey(), own.getValue());
    }
    return changed;
  }
}
