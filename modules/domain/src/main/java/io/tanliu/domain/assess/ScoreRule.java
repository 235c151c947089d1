// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One item of a score card (考核计分).
 *
 * @param id stable id
 * @param subject whose card it is on
 * @param part of which schedule
 * @param lamp kind of lamp it is judged by; of a unit also {@link #CLASS}, {@link #LIMITS}, {@link
 *     #REPORT} or {@link #INSPECTION}
 * @param name what is judged, Chinese first
 * @param points most points
 * @param partly what is given when it is behind schedule and did not get worse
 * @param outcomes with OUTCOMES points by outcome, in their order, else empty
 * @param veto a binding target that is missed decides the whole card (一票否决)
 * @param source where the rule comes from
 * @param confidence A, B or C
 */
public record ScoreRule(
    String id,
    Subject subject,
    Part part,
    String lamp,
    String name,
    BigDecimal points,
    Partly partly,
    Map<String, BigDecimal> outcomes,
    boolean veto,
    String source,
    String confidence) {
  /** Judged by the class of the unit's products: benchmark, baseline, below. */
  public static final String CLASS = "CLASS";

  /** Judged by level 3 of the limit standards: met, passed. */
  public static final String LIMITS = "LIMITS";

  /** Judged by the energy utilisation report of the year before: agrees, deviates, missing. */
  public static final String REPORT = "REPORT";

  /** Only people can judge it. */
  public static final String INSPECTION = "INSPECTION";

  /** Outcome of an amount that is beyond every bound. */
  public static final String MORE = "more";

  public ScoreRule {
    outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
  }

  /** Whose card. */
  public enum Subject {
    /** 地区. */
    REGION,
    /** 重点用能单位. */
    UNIT
  }

  /** Schedules. */
  public enum Part {
    /** The year. */
    ANNUAL,
    /** The plan of several years so far. */
    CUMULATIVE,
    /** Both together: outcomes both, cumulative, annual, none. */
    BOTH
  }

  /** What is given for a target that is behind its schedule. */
  public enum Partly {
    /** Half of the points. */
    HALF,
    /** As many as the share of the required decline that was achieved. */
    PROGRESS,
    /** As many as {@link ScoreRule#outcomes} says. */
    OUTCOMES
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
