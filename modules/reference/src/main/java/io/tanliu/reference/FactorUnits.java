// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import io.tanliu.domain.quantity.Dimension;
import io.tanliu.domain.quantity.Quantities;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Units of published factors, as the power of ten that turns them into grams per base unit (Wh, kJ,
 * g, 10⁻³ Nm³). Exact: only the decimal point moves.
 */
public final class FactorUnits {
  private static final Map<Dimension, Map<String, Integer>> COAL = new EnumMap<>(Dimension.class);
  private static final Map<Dimension, Map<String, Integer>> CARBON = new EnumMap<>(Dimension.class);

  static {
    COAL.put(Dimension.ELECTRICITY, Map.of("kgce/kWh", 0, "gce/kWh", -3));
    COAL.put(Dimension.HEAT, Map.of("kgce/MJ", 0, "tce/GJ", 0, "kgce/GJ", -3));
    COAL.put(Dimension.MASS, Map.of("kgce/kg", 0, "tce/t", 0, "kgce/t", -3));
    // 10⁶ g per 10⁴ m³ = 10⁷ L
    COAL.put(Dimension.GAS, Map.of("kgce/m3", 0, "tce/万m3", -1));
    CARBON.put(Dimension.ELECTRICITY, Map.of("kgCO2/kWh", 0, "tCO2/MWh", 0));
    CARBON.put(Dimension.HEAT, Map.of("tCO2/GJ", 0, "kgCO2/GJ", -3));
    CARBON.put(Dimension.MASS, Map.of("tCO2/t", 0, "kgCO2/kg", 0, "kgCO2/t", -3, "tCO2e/t", 0));
    CARBON.put(Dimension.GAS, Map.of("tCO2/万m3", -1, "kgCO2/m3", 0));
  }

  private FactorUnits() {}

  /**
   * Grams per base unit of an energy; empty when the unit does not fit.
   *
   * @param quantity {@code tce}, {@code tce_equivalent} or {@code co2e}
   */
  public static Optional<BigDecimal> grams(
      String quantity, Dimension energy, BigDecimal value, String unit) {
    return Optional.ofNullable(powers(quantity, energy).get(unit)).map(value::scaleByPowerOfTen);
  }

  /** Units that fit, in the order of their names. */
  public static List<String> symbols(String quantity, Dimension energy) {
    return powers(quantity, energy).keySet().stream().sorted().toList();
  }

  /** The unit in which a value is grams per base unit. */
  public static String plain(String quantity, Dimension energy) {
    Map<String, Integer> powers = powers(quantity, energy);
    return symbols(quantity, energy).stream()
        .filter(symbol -> powers.get(symbol) == 0)
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Integer> powers(String quantity, Dimension energy) {
    return (quantity.equals(Quantities.CO2E) ? CARBON : COAL).get(energy);
  }

  static BigDecimal gramsOfCoal(SeedRow row, Dimension dimension) {
    return grams(row, COAL.get(dimension));
  }

  static BigDecimal gramsOfCarbon(SeedRow row, Dimension dimension) {
    return grams(row, CARBON.get(dimension));
  }

  private static BigDecimal grams(SeedRow row, Map<String, Integer> powers) {
    String unit = row.oneOf("unit", powers.keySet());
    return row.amount("value").scaleByPowerOfTen(powers.getOrDefault(unit, 0));
  }
}
