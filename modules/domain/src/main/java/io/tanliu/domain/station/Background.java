// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.station;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/**
 * Background of a gas (本底浓度): a robust baseline of the valid hourly means of the days before.
 *
 * <p>Pollution only ever adds, so what lies below the baseline says how much clean air varies: the
 * baseline begins as the median of all hours, its deviation is 1.4826 × the median distance of the
 * hours below it, hours further above than {@code cut} deviations are taken out, and so on until
 * nothing changes. That is the one-sided robustness of REBS (Ruckstuhl et al., Atmos. Meas. Tech.
 * 5, 2613–2624, 2012), with a constant instead of a local regression, and over trailing days, so
 * that an hour is judged by what was known before it. It is not REBS itself and is named {@link
 * #METHOD}.
 *
 * @param baseline 10⁻¹⁵ mol/mol
 * @param deviation of clean air, 10⁻¹⁵ mol/mol
 * @param hours valid hours it rests on
 * @param clean hours that were taken as background
 */
public record Background(long baseline, long deviation, int hours, int clean) {
  /** Name of the method in records. */
  public static final String METHOD = "trailing-one-sided-clipped-median";

  private static final int ROUNDS = 20;

  /** 1.4826, which makes a median distance the deviation of a normal distribution. */
  private static final long SCALE = 14_826;

  private static final long SCALE_ONE = 10_000;

  /**
   * The background of hourly means.
   *
   * @param means valid hourly means of the days before, 10⁻¹⁵ mol/mol, in any order
   * @return empty with fewer hours than the rules ask for
   */
  public static Optional<Background> of(Collection<Long> means, MeanRules rules) {
    if (means.size() < Math.max(1, rules.backgroundHours())) {
      return Optional.empty();
    }
    long[] sorted = means.stream().mapToLong(m -> m).sorted().toArray();
    int clean = sorted.length;
    long baseline = median(sorted, clean);
    long deviation = below(sorted, clean, baseline);
    for (int round = 0; round < ROUNDS; round++) {
      long bound = Math.addExact(baseline, cut(deviation, rules));
      int kept = clean;
      while (kept > 1 && sorted[kept - 1] > bound) {
        kept--;
      }
      if (kept == clean) {
        break;
      }
      clean = kept;
      baseline = median(sorted, clean);
      deviation = below(sorted, clean, baseline);
    }
    return Optional.of(new Background(baseline, deviation, sorted.length, clean));
  }

  private static long cut(long deviation, MeanRules rules) {
    return rules
        .backgroundCut()
        .multiply(BigDecimal.valueOf(deviation))
        .setScale(0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }

  /** Middle of the first {@code count}; the smaller of two, so that it is one of them. */
  private static long median(long[] sorted, int count) {
    return sorted[(count - 1) / 2];
  }

  private static long below(long[] sorted, int count, long baseline) {
    long[] distances =
        Arrays.stream(sorted, 0, count).filter(m -> m <= baseline).map(m -> baseline - m).toArray();
    Arrays.sort(distances);
    return Math.multiplyExact(median(distances, distances.length), SCALE) / SCALE_ONE;
  }

  /** How far a mean lies above the background, 10⁻¹⁵ mol/mol (增量浓度); negative below it. */
  public long enhancement(long mean) {
    return Math.subtractExact(mean, baseline);
  }
}
