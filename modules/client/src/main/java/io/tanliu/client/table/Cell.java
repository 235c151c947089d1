// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client.table;

import java.time.LocalDateTime;

/**
 * A cell.
 *
 * @param kind what stands in it
 * @param text as it stands; a number in its shortest exact decimals; a date cell in ISO 8601
 * @param moment date and time of a date cell, else null
 */
public record Cell(Kind kind, String text, LocalDateTime moment) {

  /** What can stand in a cell. */
  public enum Kind {
    /** Nothing, or only blanks. */
    EMPTY,
    /** Text, also text that looks like a number. */
    TEXT,
    /** A number that a spreadsheet holds as such. */
    NUMBER,
    /** A number that a spreadsheet shows as a date. */
    MOMENT
  }

  /** The empty cell. */
  public static final Cell EMPTY = new Cell(Kind.EMPTY, "", null);

  /** A cell with a text; blanks around it do not count. */
  public static Cell text(String text) {
    String stripped = Blanks.strip(text);
    return stripped.isEmpty() ? EMPTY : new Cell(Kind.TEXT, stripped, null);
  }

  static Cell number(double value) {
    return new Cell(Kind.NUMBER, Decimals.of(value), null);
  }

  static Cell moment(LocalDateTime moment) {
    return new Cell(Kind.MOMENT, moment.toString(), moment);
  }

  /** True when nothing stands in it. */
  public boolean isEmpty() {
    return kind == Kind.EMPTY;
  }
}
