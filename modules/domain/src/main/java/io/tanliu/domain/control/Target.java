// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.math.BigDecimal;

/**
 * A control target (控制目标) of an entity.
 *
 * @param id target id
 * @param entity unit id, region code or industry entity
 * @param quantity energy kind or derived quantity; may be empty with a REFERENCE
 * @param period calendar period in the entity's zone
 * @param limit the amount in the quantity's base unit when {@link TargetType#isAmount()} and it is
 *     set, then positive; else 0
 * @param paceMargin share by which consumption may be ahead of its schedule, 0 to 10
 * @param source document and clause
 * @param terms what else it says
 */
public record Target(
    String id,
    String entity,
    String quantity,
    Period period,
    long limit,
    BigDecimal paceMargin,
    String source,
    Terms terms) {

  /** Quantity of a SHARE: capacity at benchmark level (标杆水平) in the whole capacity, by units. */
  public static final String BENCHMARK_CAPACITY = "capacity.benchmark";

  /** Share by which consumption may be ahead of its schedule unless a target says another one. */
  public static final BigDecimal DEFAULT_MARGIN = new BigDecimal("0.10");

  /** A plain upper limit of the sum over the period (总量控制目标). */
  public Target(
      String id,
      String entity,
      String quantity,
      Period period,
      long limit,
      BigDecimal paceMargin,
      String source) {
    this(id, entity, quantity, period, limit, paceMargin, source, Terms.BUDGET);
  }

  /** What it limits. */
  public TargetType type() {
    return terms.type();
  }

  /** First year that counts: the one after the base year, or of the period where there is none. */
  public int firstYear() {
    return terms.baseYear().map(base -> base + 1).orElse(period.first().getYear());
  }

  /** False when the policy gives no number (以国家下达为准): then nothing is assumed. */
  public boolean isSet() {
    return type().isAmount() ? limit > 0 : terms.value().isPresent();
  }

  /**
   * True when a stream judges it: it is set, no mere reference, and not about some industries of a
   * region, of which there are no sums. Thresholds and capacity look at units one by one.
   */
  public boolean isJudged() {
    return switch (type()) {
      case REFERENCE -> false;
      case THRESHOLD -> isSet();
      default -> isSet() && (quantity.equals(BENCHMARK_CAPACITY) || ofTheWhole());
    };
  }

  private boolean ofTheWhole() {
    return terms.scope().equals(Scope.WHOLE);
  }

  /**
   * True for an upper limit of the plain sum over one month or year, which the ledger itself
   * judges; what has deductions or means only some units is no such sum.
   */
  public boolean isBudget() {
    return type() == TargetType.BUDGET
        && isSet()
        && !period.several()
        && terms.deductions().isEmpty()
        && ofTheWhole();
  }
}
