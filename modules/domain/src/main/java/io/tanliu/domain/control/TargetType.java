// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

/** What a target limits or demands, and so by which stream it is judged. */
public enum TargetType {
  /** An upper limit of the sum over the period (总量控制目标). */
  BUDGET(true),
  /** Quantity per denominator, as a level or as its decline from the base year (强度目标). */
  INTENSITY(false),
  /** A share of the quantity's parts in the whole, percent (比重目标). */
  SHARE(false),
  /** Change of the quantity from the year before, percent a year (增长率目标). */
  GROWTH(false),
  /** Energy per unit of a product (单位产品能耗限额). */
  PRODUCT_LIMIT(false),
  /** Energy that was approved for a project of high use or emission (两高项目审批能耗). */
  APPROVED_ENERGY(true),
  /** Carbon allowances or energy quotas that are to be surrendered (配额). */
  ALLOWANCE(true),
  /** A yearly amount from which a unit comes under a rule (纳入门槛). */
  THRESHOLD(true),
  /** What no measured stream can judge; kept to be seen. */
  REFERENCE(false);

  private final boolean amount;

  TargetType(boolean amount) {
    this.amount = amount;
  }

  /**
   * True when the value is an amount of the quantity, and {@link Target#limit()} has it exactly.
   */
  public boolean isAmount() {
    return amount;
  }
}
