// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.cems;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What has to be known about a stack to turn its monitor's values into mass. Units of field devices
 * differ, so each is stated (HJ 212 allows only mg/m³ with six digits for CO2, too few for a flue
 * gas).
 *
 * @param flow what the flow meter states
 * @param section inner section of the stack, m² (烟道截面积); needed for {@link FlowKind#VELOCITY}
 * @param velocityFactor velocity field coefficient Kv (速度场系数); positive
 * @param ambientPressure Ba where no value is sent, Pa
 * @param humidity share of water vapour where no value is sent, 0 to below 1; empty when a minute
 *     without humidity is worth nothing
 * @param gases by code, e.g. {@code co2}, {@code so2}
 * @param interval distance of two records of the monitor; one minute or one hour
 */
public record StackSetup(
    FlowKind flow,
    Optional<BigDecimal> section,
    BigDecimal velocityFactor,
    BigDecimal ambientPressure,
    Optional<BigDecimal> humidity,
    Map<String, GasChannel> gases,
    Duration interval) {

  /** Copies what could change. */
  public StackSetup {
    gases = Map.copyOf(gases);
  }

  /**
   * How one gas is stated.
   *
   * @param unit unit of the values
   * @param basis whether water vapour is in the volume
   * @param molarMass g/mol; NOx counts as NO2 (HJ 76-2017, annex B)
   */
  public record GasChannel(ConcentrationUnit unit, Basis basis, BigDecimal molarMass) {}

  /** Records in a full hour. */
  public int partsOfHour() {
    return (int) (Duration.ofHours(1).toMillis() / interval.toMillis());
  }
}
