// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client.table;

import java.util.List;

/**
 * A row.
 *
 * @param sheet name of its sheet; empty in a CSV file
 * @param number its number in the sheet, or its line in a CSV file; the first is 1
 * @param cells from the first column on; trailing empty ones may be left out
 */
public record Row(String sheet, long number, List<Cell> cells) {

  /** A cell by its column, from 0 on; empty where there is none. */
  public Cell cell(int column) {
    return column >= 0 && column < cells.size() ? cells.get(column) : Cell.EMPTY;
  }

  /** True when nothing stands in it. */
  public boolean isEmpty() {
    return cells.stream().allMatch(Cell::isEmpty);
  }

  /** Where a cell is, as a spreadsheet says it: {@code 表1!C17}; {@code line 17, C} in CSV. */
  public String where(int column) {
    return sheet.isEmpty()
        ? "line " + number + ", " + letters(column)
        : sheet + "!" + letters(column) + number;
  }

  /** Letters of a column: A is 0, AA is 26. */
  static String letters(int column) {
    StringBuilder letters = new StringBuilder();
    for (int rest = column; rest >= 0; rest = rest / 26 - 1) {
      letters.insert(0, (char) ('A' + rest % 26));
    }
    return letters.toString();
  }
}
