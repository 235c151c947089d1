// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.station;

import java.math.BigDecimal;
import java.math.MathContext;

/** Whether an hour stands out of the background (浓度异常事件). */
public final class Enhancement {
  private Enhancement() {}

  /**
   * Enhancement over the threshold of an event; 1 and more is an event. The threshold is the larger
   * of the gas's least enhancement and {@code eventSigmas} deviations of clean air, so neither a
   * quiet month nor a noisy one makes events of nothing.
   *
   * @param mean of a valid hour, 10⁻¹⁵ mol/mol
   * @return ratio to 16 digits
   */
  public static BigDecimal ratio(long mean, Background background, GasRules gas, MeanRules rules) {
    BigDecimal threshold =
        rules
            .eventSigmas()
            .multiply(BigDecimal.valueOf(background.deviation()))
            .max(BigDecimal.valueOf(gas.event()));
    return BigDecimal.valueOf(background.enhancement(mean))
        .divide(threshold, MathContext.DECIMAL64);
  }
}
