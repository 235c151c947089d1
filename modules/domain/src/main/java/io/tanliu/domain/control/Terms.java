// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a target demands, beside its limit.
 *
 * @param type what it limits
 * @param name name of the indicator, Chinese as a rule; may be empty
 * @param operator how the measured value must lie to the value
 * @param value in {@code unit}; empty when it is not set, and with an amount, which the limit says
 * @param upper with a THRESHOLD the end of the band, exclusive
 * @param unit of value, basic and incentive. With INTENSITY, {@code %} means the decline from the
 *     base year, positive when the intensity falls, and any other unit a level. Empty with an
 *     amount: its numbers are in the unit in which the quantity is shown (tce, tCO2e, kWh, …)
 * @param denominator with INTENSITY and PRODUCT_LIMIT, what the quantity is divided by; with SHARE
 *     empty, the whole is named by the quantity
 * @param baseYear year from which the change counts
 * @param baseValue value in that year; with a decline the intensity itself, in tce or tCO2e per 10⁴
 *     CNY, or kgce or kgCO2e per unit of the product
 * @param basic basic value (基本目标)
 * @param incentive value from which on the total is not judged (激励目标)
 * @param nature how far it binds
 * @param plan how the amount is spread over the period
 * @param deductions what is taken off before it is judged
 * @param surrenderBy with ALLOWANCE the day by which they are to be surrendered (清缴日期)
 * @param scope whom it means
 * @param action with THRESHOLD what follows from passing it, such as {@code audit}; else empty
 * @param origin where it stands written
 */
public record Terms(
    TargetType type,
    String name,
    Operator operator,
    Optional<BigDecimal> value,
    Optional<BigDecimal> upper,
    String unit,
    Optional<Denominator> denominator,
    Optional<Integer> baseYear,
    Optional<BigDecimal> baseValue,
    Optional<BigDecimal> basic,
    Optional<BigDecimal> incentive,
    Nature nature,
    Plan plan,
    List<Deduction> deductions,
    Optional<LocalDate> surrenderBy,
    Scope scope,
    String action,
    Origin origin) {

  /** Unit of shares, declines and growth rates. */
  public static final String PERCENT = "%";

  /** A plain upper limit of a sum, all of which the target's limit says. */
  public static final Terms BUDGET = of(TargetType.BUDGET).build();

  public Terms {
    deductions = List.copyOf(deductions);
  }

  /** Begins terms of a type. */
  public static TermsBuilder of(TargetType type) {
    return new TermsBuilder(type);
  }

  /** True when the value is the decline from the base year, in percent. */
  public boolean isDecline() {
    return type == TargetType.INTENSITY && unit.equals(PERCENT);
  }
}
