// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.domain.reading.ReadingRules;
import io.tanliu.domain.unit.Point;

/**
 * A point with its checks, built once per definition.
 *
 * @param point the metering point
 * @param rules its checks
 */
record PointRules(Point point, ReadingRules rules) {}
