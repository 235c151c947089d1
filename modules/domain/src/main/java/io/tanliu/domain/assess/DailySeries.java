// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import io.tanliu.domain.control.DaySums;
import java.time.LocalDate;
import java.util.Arrays;
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
    Builder builder = new Builder();
    new TreeMap<>(days)
        .forEach((day, amount) -> builder.add(day, amount.amount(), amount.coverage()));
    return builder.build();
  }

  /** Makes a series from days in their order. */
  public static final class Builder {
    private long first;
    private int length;
    private long known;
    private long[] amounts = new long[64];
    private double[] coverages = new double[64];

    /**
     * Adds a day, later than the one before.
     *
     * @param amount base units
     * @param coverage share of the day that was measured, 0 to 1
     * @throws IllegalArgumentException when first and last day are more than a century apart
     * @throws ArithmeticException when the sum of all days does not fit a long
     */
    public void add(LocalDate day, long amount, double coverage) {
      long at = day.toEpochDay();
      if (known == 0) {
        first = at;
      }
      long days = at - first + 1;
      if (days <= length || days > MOST_DAYS) {
        throw new IllegalArgumentException(
            "days: " + days + " (expected: " + (length + 1) + " to " + MOST_DAYS + ")");
      }
      if (days >= amounts.length) {
        int size = (int) Math.max(days + 1, 2L * amounts.length);
        amounts = Arrays.copyOf(amounts, size);
        coverages = Arrays.copyOf(coverages, size);
      }
      while (length < days) {
        amounts[length + 1] = amounts[length];
        coverages[length + 1] = coverages[length];
        length++;
      }
      amounts[length] = Math.addExact(amounts[length], amount);
      coverages[length] += coverage;
      known++;
    }

    /** The series of the days so far. */
    public DailySeries build() {
      return new DailySeries(
          first, Arrays.copyOf(amounts, length + 1), Arrays.copyOf(coverages, length + 1), known);
    }
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
