// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client;

/**
 * A reading as it stands in a file, nothing judged.
 *
 * @param where where in the file, e.g. {@code 表1!C17}
 * @param point point id
 * @param time start of the interval in ISO 8601, or a text that is no time and says why
 * @param value the value's text
 * @param withdrawn {@code true} when the reading goes away
 * @param unit unit of the value; empty: not said
 */
public record FileReading(
    String where, String point, String time, String value, String withdrawn, String unit) {}
