// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import io.tanliu.domain.quantity.Quantities;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Shares of the kinds of energy in the whole (能源消费结构), at calorific value (当量值). */
public final class EnergyStructure {
  /** Shares that are told, by the quantity of the part; non-fossil overlaps with the others. */
  public static final List<String> PARTS =
      List.of(
          "tce.coal",
          "tce.oil",
          "tce.gas",
          "tce.electricity",
          "tce.heat",
          "tce.biomass",
          "tce.other",
          Quantities.TCE_NONFOSSIL);

  private final DailyLedger ledger;

  /**
   * @param ledger what the entity used
   */
  public EnergyStructure(DailyLedger ledger) {
    this.ledger = ledger;
  }

  /**
   * One share.
   *
   * @param part the part, gce
   * @param whole the whole, with coverage
   * @param value part / whole, as a rule 0 to 1; energy that is sold can make it leave that range;
   *     empty when the whole is not above 0
   */
  public record Share(long part, Measured whole, Optional<BigDecimal> value) {}

  /** The share of a part over {@code [from, to)}, as far as it has elapsed. */
  public Share share(String part, LocalDate from, LocalDate to) {
    Measured whole = ledger.measure(Quantities.TCE, from, to);
    long amount = ledger.measure(part, from, to).amount();
    return new Share(
        amount,
        whole,
        whole.amount() <= 0
            ? Optional.empty()
            : Optional.of(
                BigDecimal.valueOf(amount)
                    .divide(BigDecimal.valueOf(whole.amount()), MathContext.DECIMAL128)));
  }
}
