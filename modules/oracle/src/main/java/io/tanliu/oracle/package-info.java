// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The independent oracle: what counts in the end, told from the order of arrival, and the windows
 * that follow from it, computed slowly and plainly from the sorted list of all readings. Tests
 * judge the ledger by it, and {@code tanliu audit} judges a running system. It uses the words of
 * the domain (readings, points, calendar, factors) and none of the ledger's code.
 */
package io.tanliu.oracle;
