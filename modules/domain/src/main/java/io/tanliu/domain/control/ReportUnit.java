// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import java.math.BigDecimal;

/**
 * The unit in which figures of one kind are added up.
 *
 * @param name 1e4 CNY for money, t for mass, tce for energy; others stay what they are
 * @param factor by which a reported value is multiplied
 */
record ReportUnit(String name, BigDecimal factor) {
  static final String MONEY = "1e4 CNY";
  static final String MASS = "t";
  static final String ENERGY = "tce";

  static ReportUnit of(String unit) {
    return switch (unit) {
      case "CNY" -> new ReportUnit(MONEY, new BigDecimal("0.0001"));
      case MONEY -> new ReportUnit(MONEY, BigDecimal.ONE);
      case "1e8 CNY" -> new ReportUnit(MONEY, new BigDecimal("10000"));
      case "kg" -> new ReportUnit(MASS, new BigDecimal("0.001"));
      case "1e4 t", "万t", "万吨" -> new ReportUnit(MASS, new BigDecimal("10000"));
      case "1e4 tce" -> new ReportUnit(ENERGY, new BigDecimal("10000"));
      default -> new ReportUnit(unit, BigDecimal.ONE);
    };
  }
}
