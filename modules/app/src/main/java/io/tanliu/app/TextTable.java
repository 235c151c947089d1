// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rows in columns for a terminal. */
final class TextTable {
  /** Longer contents are cut; JSON shows them whole. */
  private static final int WIDEST = 60;

  private final List<String> columns;

  TextTable(List<String> columns) {
    this.columns = List.copyOf(columns);
  }

  void print(List<Map<String, Object>> rows, PrintWriter out) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns);
    for (Map<String, Object> row : rows) {
      lines.add(columns.stream().map(c -> cell(row.get(c))).toList());
    }
    int[] widths = new int[columns.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        text.append(line.get(i)).append(" ".repeat(widths[i] - line.get(i).length() + 2));
      }
      out.println(text.toString().stripTrailing());
    }
  }

  /** What senders wrote must not steer the terminal. */
  private static String cell(Object value) {
    String text = value == null ? "-" : value.toString().replaceAll("\\p{Cntrl}", "?");
    return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
  }
}
