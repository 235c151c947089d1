// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.cems;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * What a monitor recorded for one interval. A value that is not there is empty or absent.
 *
 * @param flow in the unit of {@link StackSetup#flow()}
 * @param temperature °C
 * @param pressure static pressure, Pa
 * @param ambientPressure Pa
 * @param humidity share of the volume, 0 to 1
 * @param oxygen share of the dry volume, %
 * @param concentrations by gas
 */
public record StackSample(
    Optional<StackValue> flow,
    Optional<StackValue> temperature,
    Optional<StackValue> pressure,
    Optional<StackValue> ambientPressure,
    Optional<StackValue> humidity,
    Optional<StackValue> oxygen,
    Map<String, StackValue> concentrations) {

  /** Copies what could change. */
  public StackSample {
    concentrations = Map.copyOf(concentrations);
  }

  /** The number of a value that is there and was measured. */
  public static Optional<BigDecimal> measured(Optional<StackValue> value) {
    return value.filter(v -> v.flag().measured()).map(StackValue::value);
  }
}
