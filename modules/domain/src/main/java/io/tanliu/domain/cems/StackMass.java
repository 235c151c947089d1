// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.cems;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Mass through a stack (排放量): {@code G = C · Q · t}, concentration and flow at the same standard
 * conditions and moisture.
 */
public final class StackMass {
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

  private StackMass() {}

  /**
   * Mass over a time.
   *
   * @param milligrams concentration, mg/m³
   * @param flow m³/s on the same basis
   * @return mg, rounded once, half even
   * @throws ArithmeticException when it does not fit
   */
  public static long milligrams(BigDecimal milligrams, BigDecimal flow, Duration time) {
    return milligrams
        .multiply(flow)
        .multiply(BigDecimal.valueOf(time.toMillis()))
        .divide(THOUSAND, 0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }

  /**
   * Mass of one gas in one record of a monitor.
   *
   * @param molarVolume L/mol at 273 K and 101 325 Pa
   * @return mg; empty when the record holds no such measurement
   */
  public static OptionalLong of(
      StackSetup setup, StackSample sample, String gas, BigDecimal molarVolume) {
    StackSetup.GasChannel channel = setup.gases().get(gas);
    StackValue value = sample.concentrations().get(gas);
    // A concentration below zero is noise around an analyser's zero: it is none, and no fault.
    if (channel == null || value == null || !value.flag().measured()) {
      return OptionalLong.empty();
    }
    return StackFlow.of(setup, sample)
        .map(
            flow ->
                OptionalLong.of(
                    milligrams(
                        channel
                            .unit()
                            .milligrams(
                                value.value().max(BigDecimal.ZERO),
                                channel.molarMass(),
                                molarVolume),
                        flow.on(channel.basis()),
                        setup.interval())))
        .orElse(OptionalLong.empty());
  }
}
