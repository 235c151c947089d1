// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import java.math.BigDecimal;

/**
 * One item of a score card (考核计分).
 *
 * @param id stable id
 * @param part of which schedule
 * @param lamp kind of lamp it is judged by
 * @param name what is judged, Chinese first
 * @param points most points
 * @param partly what is given when it is behind schedule and did not get worse
 * @param veto a binding target that is missed decides the whole card (一票否决)
 * @param source where the rule comes from
 * @param confidence A, B or C
 */
public record ScoreRule(
    String id,
    Part part,
    String lamp,
    String name,
    BigDecimal points,
    Partly partly,
    boolean veto,
    String source,
    String confidence) {

  /** Schedules. */
  public enum Part {
    /** The year. */
    ANNUAL,
    /** The plan of several years so far. */
    CUMULATIVE
  }

  /** What is given for a target that is behind its schedule. */
  public enum Partly {
    /** Half of the points. */
    HALF,
    /** As many as the share of the required decline that was achieved. */
    PROGRESS
  }

  /**
   * Grades by share of the points that could be given.
   *
   * @param exceeded from which it is 超额完成
   * @param completed from which it is 完成
   * @param basically from which it is 基本完成
   */
  public record Grades(BigDecimal exceeded, BigDecimal completed, BigDecimal basically) {}
}
