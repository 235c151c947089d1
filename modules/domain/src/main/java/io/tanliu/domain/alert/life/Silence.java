// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert.life;

import io.tanliu.domain.alert.Level;
import io.tanliu.domain.alert.Signal;
import java.util.Optional;
import java.util.Set;

/**
 * A time in which matching alerts are not told (静默). They go on being judged. Whatever is set must
 * match.
 *
 * @param id its identity
 * @param rules rules that it covers; empty for all
 * @param entity only alerts of this entity
 * @param region only alerts of this region and everything below it
 * @param severity only alerts up to this severity
 * @param alertId only this alert
 * @param from log time from which it holds, epoch milliseconds
 * @param until log time from which it no longer holds, epoch milliseconds
 * @param times times of the week in which it holds; empty for always
 * @param author who set it
 * @param reason why
 */
public record Silence(
    String id,
    Set<String> rules,
    Optional<String> entity,
    Optional<String> region,
    Optional<Level> severity,
    Optional<String> alertId,
    long from,
    long until,
    Optional<MuteTimes> times,
    String author,
    String reason) {

  /** Copies what could change. */
  public Silence {
    rules = Set.copyOf(rules);
  }

  /** True when it holds at a log time. */
  public boolean holds(long at) {
    return from <= at && at < until && times.map(week -> week.holds(at)).orElse(true);
  }

  /** When it begins or ends next after a log time; never when it does not any more. */
  public long next(long after) {
    if (after < from) {
      return from;
    }
    return after >= until
        ? Long.MAX_VALUE
        : Math.min(until, times.flatMap(week -> week.next(after)).orElse(until));
  }

  /** True when it is meant for an alert. */
  public boolean covers(Signal signal, Level told) {
    return (rules.isEmpty() || rules.contains(signal.key().rule()))
        && entity.map(signal.key().entity()::equals).orElse(true)
        && region.map(code -> lies(signal, code)).orElse(true)
        && severity.map(most -> most.atLeast(told)).orElse(true)
        && alertId.map(signal.key().id()::equals).orElse(true);
  }

  private static boolean lies(Signal signal, String code) {
    return signal.regions().contains(code) || signal.region().filter(code::equals).isPresent();
  }
}
