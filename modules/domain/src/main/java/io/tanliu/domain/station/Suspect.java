// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.station;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What of an hour looks like the instrument and not like air. It stays in the mean, because only a
 * person can tell a spike from a plume, and is signalled.
 *
 * @param run longest run of equal valid observations (数值卡死)
 * @param spikes valid observations that stand out of both their neighbours to the same side (突变)
 */
public record Suspect(int run, int spikes) {
  /** Observations of an hour below which nothing can be said. */
  private static final int LEAST_PARTS = 12;

  /** Judges the observations of an hour, in any order. */
  public static Suspect of(Collection<Observation> observations, GasRules gas) {
    List<Long> values =
        observations.stream()
            .filter(Observation::enters)
            .sorted(Comparator.comparingLong(Observation::time))
            .map(one -> one.count().orElseThrow())
            .toList();
    int longest = 0;
    int run = 0;
    int spikes = 0;
    for (int i = 0; i < values.size(); i++) {
      run = i > 0 && values.get(i).equals(values.get(i - 1)) ? run + 1 : 1;
      longest = Math.max(longest, run);
      if (i > 0 && i < values.size() - 1) {
        long before = values.get(i) - values.get(i - 1);
        long after = values.get(i) - values.get(i + 1);
        boolean apart = Math.abs(before) > gas.spike() && Math.abs(after) > gas.spike();
        spikes += apart && Long.signum(before) == Long.signum(after) ? 1 : 0;
      }
    }
    return new Suspect(longest, spikes);
  }

  /**
   * How suspect the hour is; 1 and more is to be looked at.
   *
   * @param parts observations of a full hour; with fewer than 12 nothing is suspect
   * @return larger of run ÷ stuck minutes and spikes ÷ spikes of an hour, to 16 digits
   */
  public BigDecimal ratio(MeanRules rules, int parts) {
    if (parts < LEAST_PARTS) {
      return BigDecimal.ZERO;
    }
    // A run of 1 is no run.
    long minutes = run < 2 ? 0 : 60L * run;
    return ratio(minutes, (long) rules.stuckMinutes() * parts)
        .max(ratio(spikes, rules.spikesOfHour()));
  }

  private static BigDecimal ratio(long part, long whole) {
    return BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), MathContext.DECIMAL64);
  }
}
