// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Views derived from daily amounts, reports and the register: benchmark classes, screening,
 * allowances, rankings, scores. Every result is a function of the data as they stand, so the order
 * of arrival does not matter and a correction gives what would have been there from the beginning.
 */
package io.tanliu.domain.assess;
