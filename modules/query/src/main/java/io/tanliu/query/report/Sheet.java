// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query.report;

import java.math.BigDecimal;
import java.util.List;

/**
 * What stands on the paper: the same for PDF and Excel, and what a saved file is held against.
 *
 * @param title of the report
 * @param lines below the title
 * @param tables in order
 * @param seal whether the figures are sealed, and by whom
 * @param proof the digest and how to prove it; stands on every page
 */
record Sheet(
    String title, List<String> lines, List<Table> tables, String seal, List<String> proof) {
  /**
   * A table.
   *
   * @param empty what stands there when there are no rows
   */
  record Table(String title, List<Column> columns, List<List<Cell>> rows, String empty) {}

  /**
   * A column.
   *
   * @param width share of the paper's width, any unit
   */
  record Column(String head, int width, boolean number) {
    static Column text(String head, int width) {
      return new Column(head, width, false);
    }

    static Column number(String head, int width) {
      return new Column(head, width, true);
    }
  }

  /**
   * A cell.
   *
   * @param text as it is printed
   * @param number the exact value where it is one, else null
   */
  record Cell(String text, BigDecimal number) {
    static final Cell NONE = new Cell("—", null);

    static Cell of(String text) {
      return text == null || text.isEmpty() ? NONE : new Cell(text, null);
    }
  }
}
