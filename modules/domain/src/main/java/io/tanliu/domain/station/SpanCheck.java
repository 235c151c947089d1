// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.station;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an analyser says of a gas whose content is known (跨度、目标气检查).
 *
 * @param readings number of readings of the gas
 * @param deviation median reading − known content, 10⁻¹⁵ mol/mol
 */
public record SpanCheck(int readings, long deviation) {

  /**
   * The check of some readings, all of gases with known content.
   *
   * @param deviations reading − known content, 10⁻¹⁵ mol/mol
   * @return empty without readings
   */
  public static Optional<SpanCheck> of(List<Long> deviations) {
    if (deviations.isEmpty()) {
      return Optional.empty();
    }
    List<Long> sorted = new ArrayList<>(deviations);
    sorted.sort(null);
    // The median: the first readings after the valve turned still hold some of the gas before.
    return Optional.of(new SpanCheck(sorted.size(), sorted.get((sorted.size() - 1) / 2)));
  }

  /** Deviation over what the network tolerates; 1 and more is drift (漂移). */
  public BigDecimal ratio(GasRules gas) {
    return BigDecimal.valueOf(Math.abs(deviation))
        .divide(BigDecimal.valueOf(gas.goal()), MathContext.DECIMAL64);
  }
}
