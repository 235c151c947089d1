// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.assess;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** Units of production: a figure as reported, in the unit of an indicator. */
final class ProductUnit {
  /** Unit of an amount: what is counted, and how many of its base are in one. */
  private record Scale(String base, BigDecimal factor) {}

  private static final Map<String, Scale> SCALES =
      Map.ofEntries(
          scale("t", "t", "1"),
          scale("吨", "t", "1"),
          scale("kg", "t", "0.001"),
          scale("1e4 t", "t", "10000"),
          scale("万t", "t", "10000"),
          scale("万吨", "t", "10000"),
          scale("Adt", "Adt", "1"),
          scale("kWh", "kWh", "1"),
          scale("MWh", "kWh", "1000"),
          scale("1e4 kWh", "kWh", "10000"),
          scale("万kWh", "kWh", "10000"),
          scale("GJ", "GJ", "1"),
          scale("MJ", "GJ", "0.001"),
          scale("m2", "m2", "1"),
          scale("1e4 m2", "m2", "10000"),
          scale("重箱", "重箱", "1"),
          scale("万重箱", "重箱", "10000"));

  private ProductUnit() {}

  private static Map.Entry<String, Scale> scale(String symbol, String base, String factor) {
    return Map.entry(symbol, new Scale(base, new BigDecimal(factor)));
  }

  /** An amount in another unit, exactly; empty when the units do not belong together. */
  static Optional<BigDecimal> convert(BigDecimal amount, String from, String to) {
    Scale source = SCALES.getOrDefault(from, new Scale(from, BigDecimal.ONE));
    Scale target = SCALES.getOrDefault(to, new Scale(to, BigDecimal.ONE));
    return source.base().equals(target.base())
        ? Optional.of(amount.multiply(source.factor()).divide(target.factor()))
        : Optional.empty();
  }
}
