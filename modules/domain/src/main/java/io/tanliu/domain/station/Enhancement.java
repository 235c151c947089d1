// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.station;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/** Whether an hour stands out of the background (浓度异常事件). */
public final class Enhancement {
  private Enhancement() {}

  /**
   * Enhancement over the threshold of an event; 1 and more is an event. The threshold is the larger
   * of the gas's least enhancement and {@code eventSigmas} deviations of clean air, so neither a
   * quiet month nor a noisy one makes events of nothing.
   *
   * @return ratio to 16 digits; empty for an hour that is not valid
   */
  public static Optional<BigDecimal> ratio(
      HourMean hour, Background background, GasRules gas, MeanRules rules) {
    if (!hour.isValid()) {
      return Optional.empty();
    }
    BigDecimal threshold =
        rules
            .eventSigmas()
            .multiply(BigDecimal.valueOf(background.deviation()))
            .max(BigDecimal.valueOf(gas.event()));
    long enhancement = background.enhancement(hour.sum().rounded().orElseThrow());
    return Optional.of(BigDecimal.valueOf(enhancement).divide(threshold, MathContext.DECIMAL64));
  }
}
