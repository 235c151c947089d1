// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The known days up to today, once with equal weights and once with weights that halve with age,
 * and the same sums as they stood whole weeks before today.
 */
final class DayCourse {
  /** Days in which the weight of a day halves. */
  static final int HALF_LIFE = 28;

  /** 2^(−1/28): the weight of a day as a share of that of the next. */
  private static final double DECAY = 0.9755486420525732;

  private static final int WEEK = 7;

  private final DayShape shape;
  private final Sums now;
  private final List<Sums> before = new ArrayList<>();

  /** Sums of the known days before a day. */
  private static final class Sums {
    private final double[] amounts;
    private final double[] counts;
    private final double[] shares;
    private final double[] recentShares;
    private double recentAmount;
    private int known;

    Sums(int classes) {
      amounts = new double[classes];
      counts = new double[classes];
      shares = new double[classes];
      recentShares = new double[classes];
    }

    private Sums(Sums other) {
      amounts = other.amounts.clone();
      counts = other.counts.clone();
      shares = other.shares.clone();
      recentShares = other.recentShares.clone();
      recentAmount = other.recentAmount;
      known = other.known;
    }

    void age() {
      recentAmount *= DECAY;
      for (int i = 0; i < recentShares.length; i++) {
        recentShares[i] *= DECAY;
      }
    }

    void add(int of, double amount, double share) {
      amounts[of] += amount;
      counts[of]++;
      shares[of] += share;
      recentShares[of] += share;
      recentAmount += amount;
      known++;
    }

    double amount() {
      double sum = 0;
      for (double amount : amounts) {
        sum += amount;
      }
      return sum;
    }
  }

  /**
   * Walks through the days.
   *
   * @param from first day, counted from 1970-01-01
   * @param today the day before which the days count
   */
  DayCourse(DaySums days, DayShape shape, long from, long today) {
    this.shape = shape;
    this.now = new Sums(shape.classes());
    long first = Long.MAX_VALUE;
    for (long day = from; day < today; day++) {
      if (first != Long.MAX_VALUE && day - first >= HALF_LIFE && (today - day) % WEEK == 0) {
        before.add(new Sums(now));
      }
      now.age();
      if (days.knows(day) && shape.comparable(day)) {
        first = Math.min(first, day);
        now.add(shape.classOf(day), (double) days.amount(day), shape.share(day));
      }
    }
  }

  /** Number of known days. */
  int known() {
    return now.known;
  }

  /** Weights of the shape's classes as the days so far tell. */
  double[] weights() {
    return shape.weights(now.amounts, now.counts);
  }

  /** Amount per weight of the shape. */
  double level(boolean recent) {
    return level(now, weights(), recent);
  }

  private static double level(Sums sums, double[] weights, boolean recent) {
    double weight = weight(weights, recent ? sums.recentShares : sums.shares);
    return weight > 0 ? (recent ? sums.recentAmount : sums.amount()) / weight : 0;
  }

  private static double weight(double[] weights, double[] shares) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * shares[i];
    }
    return sum;
  }

  /**
   * Absolute errors, relative to what was expected, of forecasts that were made whole weeks before
   * today from the days before them, and judged by the days since.
   */
  double[] errors(boolean recent) {
    double[] errors = new double[before.size()];
    int count = 0;
    for (Sums then : before) {
      if (then.known < WEEK || now.known - then.known < WEEK) {
        continue;
      }
      double[] weights = shape.weights(then.amounts, then.counts);
      double since = weight(weights, now.shares) - weight(weights, then.shares);
      double expected = level(then, weights, recent) * since;
      if (expected > 0) {
        errors[count++] = Math.abs((now.amount() - then.amount()) / expected - 1);
      }
    }
    return Arrays.copyOf(errors, count);
  }
}
