// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.backtest;

import io.tanliu.domain.control.DaySums;
import io.tanliu.domain.quantity.Dimension;
import java.time.ZoneId;

/**
 * What a back-test works on.
 *
 * @param sums known days, base units of the dimension
 * @param zone whose days they are
 */
public record Days(DaySums sums, ZoneId zone, Dimension dimension) {}
