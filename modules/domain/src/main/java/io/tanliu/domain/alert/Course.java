// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.alert;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the judged value went: one step per day or hour of event time, the last one up to now. A
 * finding is a function of the course alone, so late data simply make another course.
 *
 * @param steps in the order of time, each later than the one before
 */
public record Course(List<Step> steps) {

  /**
   * One step.
   *
   * @param at event time at whose moment the value holds: the end of the day or hour, of the last
   *     step how far the data reached; epoch milliseconds
   * @param value in the unit of the rule; empty when nothing was measured or too little
   */
  public record Step(long at, Optional<BigDecimal> value) {
    /** A step with a value. */
    public static Step of(long at, BigDecimal value) {
      return new Step(at, Optional.of(value));
    }

    /** A step of which nothing is known. */
    public static Step unknown(long at) {
      return new Step(at, Optional.empty());
    }
  }

  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException when a step is not later than the one before
   */
  public Course {
    steps = List.copyOf(steps);
    for (int i = 1; i < steps.size(); i++) {
      if (steps.get(i).at() <= steps.get(i - 1).at()) {
        throw new IllegalArgumentException(
            "step "
                + i
                + ": "
                + steps.get(i).at()
                + " (expected: > "
                + steps.get(i - 1).at()
                + ")");
      }
    }
  }

  /** Collects steps in the order of time. */
  public static final class Builder {
    private final List<Step> steps = new ArrayList<>();

    /** Adds a step with a value. */
    public Builder step(long at, BigDecimal value) {
      steps.add(Step.of(at, value));
      return this;
    }

    /** Adds a step of which nothing is known. */
    public Builder unknown(long at) {
      steps.add(Step.unknown(at));
      return this;
    }

    /** The course. */
    public Course build() {
      return new Course(steps);
    }
  }
}
