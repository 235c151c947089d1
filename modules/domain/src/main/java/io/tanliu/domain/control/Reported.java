// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A reported figure over a stretch of days.
 *
 * @param value in unit
 * @param unit as the reports have it
 * @param priceBase year of the constant prices; empty for current prices and for what has no price
 * @param assumed what was taken for granted, empty when reports say it all
 */
public record Reported(
    BigDecimal value, String unit, Optional<Integer> priceBase, List<Assumption> assumed) {
  public Reported {
    assumed = List.copyOf(assumed);
  }

  /** True when a later report will change the figure. */
  public boolean provisional() {
    return assumed.stream().anyMatch(a -> a.code().provisional());
  }
}
