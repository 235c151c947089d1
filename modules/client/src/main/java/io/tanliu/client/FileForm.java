// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client;

import io.tanliu.client.table.Table;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a file is to be read: CSV, .xlsx or .xls, of one point or of many.
 *
 * @param charset encoding of CSV; empty: found out
 * @param separator between cells of CSV; empty: found out
 * @param sheet sheet of a workbook; empty: the first
 * @param headerRow row in which the header begins, the first is 1; 0: the first one with a name of
 *     the time column
 * @param timeColumn name of the column with the time labels; empty: by its usual names
 * @param pointColumn name of the column with the points of a long file; empty: by its usual names
 * @param valueColumn name of the column with the values; empty: by its usual names
 * @param points which point each column of a wide file is, by the column's name; empty: all columns
 *     are points and named so
 * @param times what the time labels name
 */
public record FileForm(
    Optional<Charset> charset,
    Optional<Character> separator,
    Optional<String> sheet,
    int headerRow,
    Optional<String> timeColumn,
    Optional<String> pointColumn,
    Optional<String> valueColumn,
    Map<String, PointColumn> points,
    TimeForm times) {

  /**
   * What a column of a wide file is.
   *
   * @param point point id
   * @param unit unit of the values; empty: what the header says in brackets, if anything
   */
  public record PointColumn(String point, Optional<String> unit) {}

  public FileForm {
    if (headerRow < 0) {
      throw new IllegalArgumentException("header-row: " + headerRow + " (expected: >= 0)");
    }
    points = Map.copyOf(points);
  }

  /** Everything is found out. */
  public static FileForm found(TimeForm times) {
    return new FileForm(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        times);
  }

  /** The same with names of the columns of time and value. */
  public FileForm withColumns(String time, String value) {
    return new FileForm(
        charset,
        separator,
        sheet,
        headerRow,
        Optional.of(time),
        pointColumn,
        Optional.of(value),
        points,
        times);
  }

  /** The same with points by the names of columns. */
  public FileForm withPoints(Map<String, PointColumn> named) {
    return new FileForm(
        charset, separator, sheet, headerRow, timeColumn, pointColumn, valueColumn, named, times);
  }

  Table open(Path file) throws IOException {
    return Table.open(file, sheet, charset, separator);
  }

  /** Everything of it that decides which readings a row becomes. */
  String meaning() {
    return String.join(
        "\n",
        charset.map(Charset::name).orElse(""),
        separator.map(String::valueOf).orElse(""),
        sheet.orElse(""),
        String.valueOf(headerRow),
        timeColumn.orElse(""),
        pointColumn.orElse(""),
        valueColumn.orElse(""),
        new TreeMap<>(points).toString(),
        times.meaning());
  }
}
