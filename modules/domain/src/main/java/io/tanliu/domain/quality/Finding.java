// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.quality;

/**
 * What one rule has found at one point on one day.
 *
 * @param point point id; empty when the unit is meant
 * @param code which rule
 * @param first time of the first reading, or start of the first gap, epoch milliseconds
 * @param count readings or gaps, 1 or more
 * @param value what was found, with its unit
 * @param expected what the rule expects, with its unit
 */
public record Finding(
    String point, QualityCode code, long first, long count, String value, String expected) {}
