// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import io.tanliu.domain.quantity.Dimension;
import io.tanliu.domain.quantity.PhysicalUnit;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Units in which limits are written. */
public final class TargetUnits {
  private static final Map<String, Long> COAL = powers("gce", "kgce", "tce", "1e4 tce");
  private static final Map<String, Long> CARBON = powers("gCO2e", "kgCO2e", "tCO2e", "1e4 tCO2e");

  private TargetUnits() {}

  private static Map<String, Long> powers(String gram, String kilo, String tonne, String tenKilo) {
    Map<String, Long> map = new LinkedHashMap<>();
    map.put(gram, 1L);
    map.put(kilo, 1_000L);
    map.put(tonne, 1_000_000L);
    map.put(tenKilo, 10_000_000_000L);
    return map;
  }

  /** The physical unit with that symbol; 万 may stand for 1e4. */
  public static Optional<PhysicalUnit> physical(String symbol) {
    return PhysicalUnit.of(plain(symbol));
  }

  /** Base units in one of the unit; empty when the unit does not fit the dimension. */
  public static Optional<BigDecimal> toBase(String symbol, Dimension dimension) {
    Optional<Long> factor =
        switch (dimension) {
          case COAL_EQUIVALENT -> Optional.ofNullable(COAL.get(plain(symbol)));
          case CO2E -> Optional.ofNullable(CARBON.get(plain(symbol)));
          default ->
              physical(symbol)
                  .filter(u -> u.dimension() == dimension && !u.rate())
                  .map(PhysicalUnit::toBase);
        };
    return factor.map(BigDecimal::valueOf);
  }

  /** Accepted symbols, for messages. */
  public static List<String> symbols(Dimension dimension) {
    return switch (dimension) {
      case COAL_EQUIVALENT -> List.copyOf(COAL.keySet());
      case CO2E -> List.copyOf(CARBON.keySet());
      default -> PhysicalUnit.symbols(dimension, false);
    };
  }

  private static String plain(String symbol) {
    return symbol.startsWith("万") ? "1e4 " + symbol.substring(1) : symbol;
  }
}
