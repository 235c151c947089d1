// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.station;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Optional;

/** Units of mole fractions (摩尔分数) of dry air, and their exact count of 10⁻¹⁵ mol/mol. */
public enum MoleFraction {
  /** µmol/mol. */
  PPM("ppm", 9),
  /** nmol/mol. */
  PPB("ppb", 6),
  /** pmol/mol. */
  PPT("ppt", 3);

  /** Largest magnitude in one observation, 10^15: all of the air. */
  public static final long MOST = 1_000_000_000_000_000L;

  private final String symbol;
  private final int scale;

  MoleFraction(String symbol, int scale) {
    this.symbol = symbol;
    this.scale = scale;
  }

  /** Symbol in files and messages. */
  public String symbol() {
    return symbol;
  }

  /**
   * The count of 10⁻¹⁵ mol/mol, rounded half even; empty beyond ±{@link #MOST}.
   *
   * @param value in this unit
   */
  public Optional<Long> count(BigDecimal value) {
    // Judged before it is scaled: a short text can mean a number of a billion digits.
    long digits = (long) value.precision() - value.scale() + scale;
    if (value.signum() == 0 || digits < 0) {
      return Optional.of(0L);
    }
    if (digits > 16) {
      return Optional.empty();
    }
    long count = value.movePointRight(scale).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    return Math.abs(count) > MOST ? Optional.empty() : Optional.of(count);
  }

  /** Exact value in this unit of a count of 10⁻¹⁵ mol/mol. */
  public BigDecimal value(long count) {
    return BigDecimal.valueOf(count, scale);
  }

  /** Value in this unit of a mean, with {@code places} decimal places, half even. */
  public BigDecimal value(BigDecimal count, int places) {
    return count.movePointLeft(scale).setScale(places, RoundingMode.HALF_EVEN);
  }

  /** The unit with that symbol. */
  public static Optional<MoleFraction> of(String symbol) {
    return Arrays.stream(values()).filter(u -> u.symbol.equals(symbol)).findFirst();
  }
}
