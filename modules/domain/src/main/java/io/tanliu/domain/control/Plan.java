// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.math.BigDecimal;
import java.util.List;

/**
 * How the amount of a period is spread over its time (进度安排).
 *
 * @param shape linear in time, by monthly weights, or as last year went
 * @param monthly with MONTHLY twelve weights, 0 or more and not all 0, in whatever unit: only their
 *     proportions count; else empty
 */
public record Plan(Shape shape, List<BigDecimal> monthly) {
  /** Linear in time. */
  public static final Plan LINEAR = new Plan(Shape.LINEAR, List.of());

  /** As last year went. */
  public static final Plan LAST_YEAR = new Plan(Shape.LAST_YEAR, List.of());

  /** Months in a plan. */
  public static final int MONTHS = 12;

  /** Shapes of a plan. */
  public enum Shape {
    /** Equal parts of time get equal parts. */
    LINEAR,
    /** Each month gets its own share, linear within the month. */
    MONTHLY,
    /** Each day gets the share that the same day had of last year. */
    LAST_YEAR
  }

  /**
   * Checks the weights.
   *
   * @throws IllegalArgumentException when there are others than described
   */
  public Plan {
    monthly = List.copyOf(monthly);
    boolean right =
        shape == Shape.MONTHLY
            ? monthly.size() == MONTHS
                && monthly.stream().allMatch(w -> w.signum() >= 0)
                && monthly.stream().anyMatch(w -> w.signum() > 0)
            : monthly.isEmpty();
    if (!right) {
      throw new IllegalArgumentException(
          "monthly: "
              + monthly
              + " (expected: with MONTHLY twelve weights of 0 or more, not all 0; else none)");
    }
  }

  /** A plan by months. */
  public static Plan monthly(List<BigDecimal> weights) {
    return new Plan(Shape.MONTHLY, weights);
  }
}
