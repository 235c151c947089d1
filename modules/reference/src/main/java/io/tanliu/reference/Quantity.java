// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import io.tanliu.domain.quantity.Dimension;

/**
 * A quantity that ledgers count: an energy kind or a derived quantity.
 *
 * @param name code of the energy kind, {@code tce}, {@code tce_equivalent} or {@code co2e}
 * @param nameZh Chinese name
 * @param nameEn English name
 * @param dimension what it counts, and so its base unit
 */
public record Quantity(String name, String nameZh, String nameEn, Dimension dimension) {}
