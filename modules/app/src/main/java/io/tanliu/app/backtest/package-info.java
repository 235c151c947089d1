// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/** {@code tanliu backtest}: how well the year's end would have been forecast. */
package io.tanliu.app.backtest;
