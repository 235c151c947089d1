// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.quantity;

/**
 * An energy carrier (能源品种).
 *
 * @param code stable code, e.g. {@code electricity}, {@code raw_coal}
 * @param nameZh official Chinese name
 * @param nameEn English name
 * @param category coal, oil, gas, electricity, heat, biomass, chem, working_medium
 * @param dimension what amounts of it count
 */
public record EnergyKind(
    String code, String nameZh, String nameEn, String category, Dimension dimension) {}
