// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.quantity;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names of the derived quantities, and the arithmetic of exact amounts.
 *
 * <p>A total has parts (分项) that add up to it exactly: coal equivalent by the category of the
 * energy kind, carbon by its cause. Only the parts are kept as lines. {@link #TCE_FEEDSTOCK},
 * {@link #TCE_RENEWABLE} and {@link #TCE_NONFOSSIL} are contained in the parts; {@link
 * #CO2E_MEASURED} stands beside the calculated total and is never in it.
 */
public final class Quantities {
  /** Coal equivalent at calorific value (当量值), gce. */
  public static final String TCE = "tce";

  /** Coal equivalent at equal value (等价值): electricity at the year's generation rate, gce. */
  public static final String TCE_EQUIVALENT = "tce_equivalent";

  /** Carbon dioxide equivalent, calculated, gCO2e. */
  public static final String CO2E = "co2e";

  /** Feedstock energy (原料用能), a deduction line contained in {@link #TCE}, gce. */
  public static final String TCE_FEEDSTOCK = "tce.feedstock";

  /** Renewable energy of one's own (自产可再生能源), contained in {@link #TCE}, gce. */
  public static final String TCE_RENEWABLE = "tce.renewable";

  /**
   * Non-fossil energy (非化石能源) that the points show: renewables of one's own and biomass, contained
   * in {@link #TCE}, gce. What the grid's mix holds is not in it.
   */
  public static final String TCE_NONFOSSIL = "tce.nonfossil";

  /** CO2 measured by stack monitors (CEMS 实测), beside {@link #CO2E}, gCO2e. */
  public static final String CO2E_MEASURED = "co2e.measured";

  /** What adds up to {@link #TCE} (能源结构). */
  public static final List<String> TCE_PARTS =
      List.of(
          "tce.biomass",
          "tce.coal",
          "tce.electricity",
          "tce.gas",
          "tce.heat",
          "tce.oil",
          "tce.other");

  /** What adds up to {@link #CO2E}: burning, bought power and heat, processes, other gases. */
  public static final List<String> CO2E_PARTS =
      List.of("co2e.combustion", "co2e.electricity", "co2e.gases", "co2e.heat", "co2e.process");

  private static final Map<String, Dimension> DERIVED = dimensions();

  private static final long[] POWERS = new long[19];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  private Quantities() {}

  private static Map<String, Dimension> dimensions() {
    Map<String, Dimension> all = new HashMap<>();
    List<String> coal = new ArrayList<>(TCE_PARTS);
    coal.addAll(List.of(TCE, TCE_EQUIVALENT, TCE_FEEDSTOCK, TCE_RENEWABLE, TCE_NONFOSSIL));
    coal.forEach(name -> all.put(name, Dimension.COAL_EQUIVALENT));
    List<String> carbon = new ArrayList<>(CO2E_PARTS);
    carbon.addAll(List.of(CO2E, CO2E_MEASURED));
    carbon.forEach(name -> all.put(name, Dimension.CO2E));
    return Map.copyOf(all);
  }

  /** Names of all derived quantities, in no order. */
  public static Set<String> derived() {
    return DERIVED.keySet();
  }

  /** Dimension of a derived quantity, or null when the name is not one. */
  public static Dimension derivedDimension(String quantity) {
    return DERIVED.get(quantity);
  }

  /** The parts that add up to a derived quantity; none when it has no parts. */
  public static List<String> parts(String quantity) {
    return switch (quantity) {
      case TCE -> TCE_PARTS;
      case CO2E -> CO2E_PARTS;
      default -> List.of();
    };
  }

  /**
   * {@code value × factor × 10^-scale}, rounded once, half even.
   *
   * @param scale decimal places to drop, 0 or more
   * @throws ArithmeticException when the result does not fit a long: an error, never a wrap
   */
  public static long multiply(long value, long factor, int scale) {
    long high = Math.multiplyHigh(value, factor);
    long low = value * factor;
    if (scale < POWERS.length && ((high == 0 && low >= 0) || (high == -1 && low < 0))) {
      return divideHalfEven(low, POWERS[scale]);
    }
    return new BigDecimal(BigInteger.valueOf(value).multiply(BigInteger.valueOf(factor)), scale)
        .setScale(0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }

  /** Quotient rounded half even; the divisor is positive. */
  public static long divideHalfEven(long dividend, long divisor) {
    long quotient = dividend / divisor;
    long rest = Math.abs(dividend - quotient * divisor);
    long other = divisor - rest;
    if (rest > other || (rest == other && (quotient & 1) != 0)) {
      quotient += dividend < 0 ? -1 : 1;
    }
    return quotient;
  }

  /**
   * {@code amount × part / whole}, rounded half even, without intermediate overflow.
   *
   * @param whole positive
   */
  public static long portion(long amount, long part, long whole) {
    long high = Math.multiplyHigh(amount, part);
    long low = amount * part;
    if ((high == 0 && low >= 0) || (high == -1 && low < 0)) {
      return divideHalfEven(low, whole);
    }
    return new BigDecimal(BigInteger.valueOf(amount).multiply(BigInteger.valueOf(part)))
        .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }

  /** The amount in the display unit of its dimension, exact, without trailing zeros. */
  public static BigDecimal display(long amount, Dimension dimension) {
    BigDecimal shown = BigDecimal.valueOf(amount, dimension.displayScale()).stripTrailingZeros();
    return shown.scale() < 0 ? shown.setScale(0, RoundingMode.UNNECESSARY) : shown;
  }
}
