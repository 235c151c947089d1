// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.cems;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Optional;

/** Units in which a gas analyser states how much is in a standard cubic metre. */
public enum ConcentrationUnit {
  MG_PER_M3("mg/m3", BigDecimal.ONE, false),
  G_PER_M3("g/m3", new BigDecimal("1000"), false),
  /** Share of the volume, % (体积浓度). */
  PERCENT("%", new BigDecimal("10000"), true),
  /** Share of the volume, µmol/mol (体积浓度). */
  PPM("ppm", BigDecimal.ONE, true);

  private final String symbol;
  private final BigDecimal factor;
  private final boolean byVolume;

  ConcentrationUnit(String symbol, BigDecimal factor, boolean byVolume) {
    this.symbol = symbol;
    this.factor = factor;
    this.byVolume = byVolume;
  }

  /** Symbol in files and messages. */
  public String symbol() {
    return symbol;
  }

  /** True for a share of the volume, which needs the molar mass to become a mass. */
  public boolean byVolume() {
    return byVolume;
  }

  /**
   * Milligrams in a standard cubic metre: ppm × M ÷ 22.4 for shares of the volume (HJ 76-2017,
   * annex B).
   *
   * @param value in this unit
   * @param molarMass g/mol; positive where {@link #byVolume()}
   * @param molarVolume L/mol at 273 K and 101 325 Pa; positive
   * @return mg/m³, to 34 digits, half even
   */
  public BigDecimal milligrams(BigDecimal value, BigDecimal molarMass, BigDecimal molarVolume) {
    BigDecimal scaled = value.multiply(factor);
    return byVolume
        ? scaled.multiply(molarMass).divide(molarVolume, MathContext.DECIMAL128)
        : scaled;
  }

  /** The unit with that symbol. */
  public static Optional<ConcentrationUnit> of(String symbol) {
    return Arrays.stream(values()).filter(u -> u.symbol.equals(symbol)).findFirst();
  }
}
