// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client.table;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.poi.ss.usermodel.DateUtil;

/** What both kinds of Excel files have in common. */
final class Sheets {
  /** Columns of the newer format; the older one has 256. */
  private static final int MAX_COLUMNS = 16_384;

  private Sheets() {}

  /**
   * Position of the sheet to read.
   *
   * @throws TableException when there is none of that name
   */
  static int choose(List<String> names, Optional<String> wanted) throws TableException {
    int found = wanted.isPresent() ? names.indexOf(wanted.get()) : 0;
    if (found < 0 || names.isEmpty()) {
      throw new TableException(
          "sheet: " + wanted.orElse("none") + " (expected: one of " + names + ")");
    }
    return found;
  }

  static List<String> others(List<String> names, int chosen) {
    List<String> others = new ArrayList<>(names);
    others.remove(chosen);
    return List.copyOf(others);
  }

  /** A number, or the date as which it is shown, to the second. */
  static Cell number(double value, boolean date, boolean since1904) {
    if (!date || !DateUtil.isValidExcelDate(value)) {
      return Cell.number(value);
    }
    LocalDateTime moment = DateUtil.getLocalDateTime(value, since1904, true);
    return moment == null ? Cell.number(value) : Cell.moment(moment);
  }

  /** Puts a cell into its column. */
  static void put(List<Cell> cells, int column, Cell cell) throws TableException {
    if (column < 0 || column >= MAX_COLUMNS) {
      throw new TableException("column: " + column + " (expected: 0 to " + (MAX_COLUMNS - 1) + ")");
    }
    while (cells.size() < column) {
      cells.add(Cell.EMPTY);
    }
    if (column < cells.size()) {
      cells.set(column, cell);
    } else {
      cells.add(cell);
    }
  }
}
