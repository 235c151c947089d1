// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.convert;

import java.math.BigDecimal;

/**
 * A conversion factor that takes the place of a packaged one in its years, or stands beside it.
 *
 * @param quantity what it gives: {@code tce}, {@code tce_equivalent} or {@code co2e}
 * @param energy code of the energy kind
 * @param region GB/T 2260 code of the region in which it holds; the nation's for coal equivalents
 * @param industry GB/T 4754 prefix of the units for which it holds (行业核算指南); empty for all
 * @param from first data year
 * @param to last data year, not before {@code from}; {@link #OPEN} when it has no end
 * @param gramsPerBase gce or gCO2e per base unit of the energy (Wh, kJ, g, 10⁻³ Nm³); 0 or more, at
 *     most 100 000 (SF6 has a GWP of some 25 000), of at most 15 digits
 * @param source document and clause
 * @param confidence A, B or C as in {@code seeds/SOURCES.md}
 * @param verified true when it was checked against its source
 */
public record DatedFactor(
    String quantity,
    String energy,
    String region,
    String industry,
    int from,
    int to,
    BigDecimal gramsPerBase,
    String source,
    String confidence,
    boolean verified) {
  /** The last year of a factor without an end. */
  public static final int OPEN = 9999;

  private static final BigDecimal MOST = new BigDecimal(100_000);
  private static final int MOST_DIGITS = 15;

  /** What a value must be, for messages. */
  public static final String VALUE_EXPECTED =
      "0 to 100000 grams per base unit, at most 15 digits and 15 decimal places";

  /** A factor for all industries. */
  public DatedFactor(
      String quantity,
      String energy,
      String region,
      int from,
      int to,
      BigDecimal gramsPerBase,
      String source,
      String confidence,
      boolean verified) {
    this(quantity, energy, region, "", from, to, gramsPerBase, source, confidence, verified);
  }

  /** True when a value can be a factor. */
  public static boolean fits(BigDecimal gramsPerBase) {
    BigDecimal plain = gramsPerBase.stripTrailingZeros();
    return plain.signum() >= 0
        && plain.compareTo(MOST) <= 0
        && plain.precision() <= MOST_DIGITS
        && plain.scale() <= MOST_DIGITS;
  }

  /** Identity: a later factor of the same identity replaces this one. */
  public String id() {
    String set = industry.isEmpty() ? "" : industry + '_';
    return quantity + '_' + energy + '_' + region + '_' + set + from;
  }

  /** The factor itself. */
  public Factor factor() {
    return Factor.of(id(), gramsPerBase, false, confidence, source)
        .in(from, industry)
        .verified(verified);
  }
}
