// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.unit;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A reported economic or production figure.
 *
 * @param entity unit id, region code or industry entity
 * @param kind what is reported
 * @param product product name for PRODUCTION, code of the energy kind for ENERGY
 * @param period {@code yyyy}, {@code yyyy-Qn} or {@code yyyy-MM}
 * @param value exact figure in unit
 * @param unit 1e4 CNY for money, t or another unit for production
 * @param priceBase year of the constant prices
 * @param provisional preliminary figure
 * @param source who reported it
 */
public record ActivityReport(
    String entity,
    Kind kind,
    Optional<String> product,
    String period,
    BigDecimal value,
    String unit,
    Optional<Integer> priceBase,
    boolean provisional,
    String source) {

  /** Kinds of reported figures. */
  public enum Kind {
    /** Gross domestic product (地区生产总值). */
    GDP,
    /** Value added of industry (工业增加值). */
    VALUE_ADDED,
    /** Output value (产值). */
    OUTPUT_VALUE,
    /** Physical production (产品产量). */
    PRODUCTION,
    /** Energy used over a month, as the unit itself states it (能源消费量月报). */
    ENERGY
  }
}
