// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Year;
import java.util.Optional;

/**
 * One entry of an allowance account (碳排放配额, 用能权).
 *
 * @param id unique for the entity
 * @param entity unit id
 * @param scheme which account
 * @param period compliance year
 * @param kind what happened
 * @param amount 0 or more, tCO2e or tce by scheme
 * @param date day of the entry
 * @param surrenderBy last day of surrender for the period, when this entry says it
 * @param document what proves it
 */
public record QuotaEntry(
    String id,
    String entity,
    Scheme scheme,
    Year period,
    Kind kind,
    BigDecimal amount,
    LocalDate date,
    Optional<LocalDate> surrenderBy,
    String document) {

  /** Kinds of accounts. */
  public enum Scheme {
    /** Allowances of an emissions trading scheme (碳排放配额), tCO2e. */
    ETS("co2e", "tCO2e"),
    /** Energy-use rights (用能权), tce. */
    ENERGY_USE_RIGHT("tce", "tce");

    private final String quantity;
    private final String unit;

    Scheme(String quantity, String unit) {
      this.quantity = quantity;
      this.unit = unit;
    }

    /** The quantity that it limits. */
    public String quantity() {
      return quantity;
    }

    /** Unit of its amounts, 10⁶ of the quantity's base unit. */
    public String unit() {
      return unit;
    }
  }

  /** What an entry may be. */
  public enum Kind {
    /** Allocated by the authority (分配). */
    ALLOCATION,
    /** Carried over from an earlier period (结转). */
    CARRY_OVER,
    /** Bought (买入). */
    PURCHASE,
    /** Certified reductions that may be surrendered instead (CCER 抵销). */
    OFFSET,
    /** Sold (卖出). */
    SALE,
    /** Surrendered (清缴). */
    SURRENDER,
    /** Verified emission or use (核查), which replaces the calculated one; the latest counts. */
    VERIFIED
  }
}
