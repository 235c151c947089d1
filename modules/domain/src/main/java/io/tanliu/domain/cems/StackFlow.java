// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.cems;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * Flow of a flue gas at standard conditions.
 *
 * @param wet m³/s at 273 K and 101 325 Pa with water vapour
 * @param dry the same without
 */
public record StackFlow(BigDecimal wet, BigDecimal dry) {

  /**
   * The flow of a sample.
   *
   * @return empty when a value that is needed is missing, flagged or impossible: a flow without its
   *     temperature is none
   */
  public static Optional<StackFlow> of(StackSetup setup, StackSample sample) {
    Optional<BigDecimal> stated =
        StackSample.measured(sample.flow()).filter(flow -> flow.signum() >= 0);
    Optional<BigDecimal> humidity = humidity(setup, sample);
    if (stated.isEmpty() || humidity.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal dryShare = BigDecimal.ONE.subtract(humidity.get());
    return switch (setup.flow()) {
      case STANDARD_DRY ->
          Optional.of(
              new StackFlow(stated.get().divide(dryShare, MathContext.DECIMAL128), stated.get()));
      case STANDARD_WET ->
          Optional.of(new StackFlow(stated.get(), stated.get().multiply(dryShare)));
      case ACTUAL_WET, VELOCITY ->
          conditions(setup, sample, humidity.get()).map(c -> at(c, actual(setup, stated.get())));
    };
  }

  private static StackFlow at(StackConditions conditions, BigDecimal actual) {
    BigDecimal wet = conditions.standardWet(actual);
    return new StackFlow(wet, conditions.dry(wet));
  }

  /** {@code Qs = F · Kv · V} for a velocity (HJ 75-2017, annex C). */
  private static BigDecimal actual(StackSetup setup, BigDecimal stated) {
    return setup.flow() == FlowKind.VELOCITY
        ? stated.multiply(setup.section().orElseThrow()).multiply(setup.velocityFactor())
        : stated;
  }

  private static Optional<BigDecimal> humidity(StackSetup setup, StackSample sample) {
    Optional<BigDecimal> value =
        sample.humidity().isPresent() ? StackSample.measured(sample.humidity()) : setup.humidity();
    return value.filter(h -> h.signum() >= 0 && h.compareTo(BigDecimal.ONE) < 0);
  }

  private static Optional<StackConditions> conditions(
      StackSetup setup, StackSample sample, BigDecimal humidity) {
    Optional<BigDecimal> temperature = StackSample.measured(sample.temperature());
    Optional<BigDecimal> pressure = StackSample.measured(sample.pressure());
    Optional<BigDecimal> ambient =
        sample.ambientPressure().isPresent()
            ? StackSample.measured(sample.ambientPressure())
            : Optional.of(setup.ambientPressure());
    if (temperature.isEmpty()
        || pressure.isEmpty()
        || ambient.isEmpty()
        || !StackConditions.possible(temperature.get(), pressure.get(), ambient.get(), humidity)) {
      return Optional.empty();
    }
    return Optional.of(
        new StackConditions(temperature.get(), pressure.get(), ambient.get(), humidity));
  }

  /** The volume to which a concentration of that basis refers, m³/s. */
  public BigDecimal on(Basis basis) {
    return basis == Basis.DRY ? dry : wet;
  }
}
