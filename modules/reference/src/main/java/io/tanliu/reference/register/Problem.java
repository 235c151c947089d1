// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference.register;

/**
 * Something wrong in a register document.
 *
 * @param file name of the file
 * @param line from 1; 0 when the file as a whole is meant
 * @param column from 1; 0 when the file as a whole is meant
 * @param field path such as {@code units[0].points[2].unit}; empty when the text cannot be read
 * @param value what stands there, shortened; {@code missing} when nothing does
 * @param expected what would have been accepted
 */
public record Problem(
    String file, int line, int column, String field, String value, String expected) {

  /** {@code file:line:column: field: value (expected: …)}. */
  @Override
  public String toString() {
    String place = line > 0 ? file + ":" + line + ":" + column : file;
    String what = field.isEmpty() ? value : field + ": " + value;
    return place + ": " + what + " (expected: " + expected + ")";
  }
}
