// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import io.tanliu.domain.control.DaySums;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Daily amounts of one quantity of one entity, ready to be summed over any days. Immutable. */
public final class DailySeries {
  /** Nothing was measured. */
  public static final DailySeries EMPTY = of(Map.of());

  private static final long MOST_DAYS = 50_000;

  /** Coverage is told in ten-thousandths. */
  private static final double STEPS = 10_000;

  private final long first;
  private final long[] amounts;
  private final double[] coverages;
  private final long known;

  /**
   * One day.
   *
   * @param amount base units
   * @param coverage share of the day that was measured, 0 to 1
   */
  public record Day(long amount, double coverage) {}

  /**
   * Sum over days.
   *
   * @param amount base units
   * @param coverage mean coverage of the days, 0 to 1; a day without an amount counts as 0
   * @param days days that have an amount
   */
  public record Sum(long amount, double coverage, long days) {}

  private DailySeries(long first, long[] amounts, double[] coverages, long known) {
    this.first = first;
    this.amounts = amounts;
    this.coverages = coverages;
    this.known = known;
  }

  /**
   * Makes the series.
   *
   * @throws IllegalArgumentException when first and last day are more than a century apart
   * @throws ArithmeticException when the sum of all days does not fit a long
   */
  public static DailySeries of(Map<LocalDate, Day> days) {
    if (days.isEmpty()) {
      return new DailySeries(0, new long[1], new double[1], 0);
    }
    TreeMap<LocalDate, Day> sorted = new TreeMap<>(days);
    long first = sorted.firstKey().toEpochDay();
    long length = sorted.lastKey().toEpochDay() - first + 1;
    if (length > MOST_DAYS) {
      throw new IllegalArgumentException(
          "days: " + length + " (expected: at most " + MOST_DAYS + ")");
    }
    long[] amounts = new long[(int) length + 1];
    double[] coverages = new double[(int) length + 1];
    for (int i = 0; i < length; i++) {
      Day day = sorted.get(LocalDate.ofEpochDay(first + i));
      amounts[i + 1] = Math.addExact(amounts[i], day == null ? 0 : day.amount());
      coverages[i + 1] = coverages[i] + (day == null ? 0 : day.coverage());
    }
    return new DailySeries(first, amounts, coverages, sorted.size());
  }

  /** True without any day. */
  public boolean isEmpty() {
    return known == 0;
  }

  /** First day with an amount. */
  public Optional<LocalDate> first() {
    return isEmpty() ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(first));
  }

  /** First day after the last one with an amount. */
  public Optional<LocalDate> end() {
    return isEmpty()
        ? Optional.empty()
        : Optional.of(LocalDate.ofEpochDay(first + amounts.length - 1));
  }

  /** Sum over days. */
  public Sum sum(Days days) {
    int from = index(days.from());
    int to = index(days.to());
    double covered = coverages[to] - coverages[from];
    double coverage = days.count() == 0 ? 0 : Math.max(0, Math.min(1, covered / days.count()));
    return new Sum(amounts[to] - amounts[from], coverage, to - from);
  }

  /**
   * The days that were measured well enough to say something.
   *
   * @param minimumCoverage share of the day that must be measured, 0 to 1
   */
  public DaySums known(Days days, double minimumCoverage) {
    Map<LocalDate, Long> found = new TreeMap<>();
    long least = Math.round(minimumCoverage * STEPS);
    for (int i = index(days.from()); i < index(days.to()); i++) {
      // Coverages are kept as sums, whose differences are right to the step in which they come.
      if (Math.round((coverages[i + 1] - coverages[i]) * STEPS) >= least) {
        found.put(LocalDate.ofEpochDay(first + i), amounts[i + 1] - amounts[i]);
      }
    }
    return new DaySums(found);
  }

  private int index(LocalDate day) {
    return (int) Math.max(0, Math.min(amounts.length - 1, day.toEpochDay() - first));
  }
}
