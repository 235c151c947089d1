// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.cems;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What stands in for the missing hours of a stack (缺失数据处理), by the share of valid hours of the
 * quarter and the length of the gap. What stands in is marked as such and never becomes a source of
 * another.
 */
public final class Substitution {
  private final CemsRules rules;

  /**
   * @param rules which earlier hours stand in
   */
  public Substitution(CemsRules rules) {
    this.rules = rules;
  }

  /**
   * One hour.
   *
   * @param mass mg; empty when the hour is not valid
   * @param capture valid hours of the quarter up to this hour, over its hours; thousandths, 0 to
   *     1000
   * @param stopped true when the source stood still: it ends a gap and is no source of a substitute
   */
  public record Hour(OptionalLong mass, int capture, boolean stopped) {}

  /**
   * What an hour counts.
   *
   * @param mass mg; empty when nothing may stand in
   * @param method how it came about
   * @param source valid hours of which the largest stands in; 0 when none does
   */
  public record Filled(OptionalLong mass, Method method, int source) {}

  /**
   * Fills a run of consecutive hours.
   *
   * @param before masses of valid hours before the first, oldest first, mg
   * @param hours in the order of time
   * @return one for each hour
   */
  public List<Filled> fill(List<Long> before, List<Hour> hours) {
    List<Long> valid = new ArrayList<>(before);
    List<Filled> filled = new ArrayList<>(hours.size());
    int at = 0;
    while (at < hours.size()) {
      Hour hour = hours.get(at);
      if (hour.stopped()) {
        filled.add(new Filled(hour.mass(), Method.STOPPED, 0));
        at++;
      } else if (hour.mass().isPresent()) {
        valid.add(hour.mass().getAsLong());
        filled.add(new Filled(hour.mass(), Method.MEASURED, 0));
        at++;
      } else {
        int end = at;
        while (end < hours.size() && hours.get(end).mass().isEmpty()) {
          end++;
        }
        Filled stand = standIn(valid, hours.get(at).capture(), end - at);
        for (; at < end; at++) {
          filled.add(stand);
        }
      }
    }
    return List.copyOf(filled);
  }

  private Filled standIn(List<Long> valid, int capture, int length) {
    for (CemsRules.Substitute rule : rules.substitutes()) {
      boolean captured = rule.capture().movePointRight(3).intValue() <= capture;
      if (captured && length <= rule.longest() && !valid.isEmpty()) {
        int from = Math.max(0, valid.size() - rule.hours());
        long most =
            valid.subList(from, valid.size()).stream().mapToLong(m -> m).max().orElseThrow();
        return new Filled(OptionalLong.of(most), Method.SUBSTITUTED, rule.hours());
      }
    }
    return new Filled(OptionalLong.empty(), Method.MISSING, 0);
  }
}
