// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;

/**
 * A table as CSV (RFC 4180, UTF-8): machine names with units, exact decimals, times with offsets.
 */
final class CsvFile {
  private static final CSVFormat FORMAT = CSVFormat.RFC4180;
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final String FORMULA_STARTS = "=+-@\t\r\n";

  /** What begins like a formula and is none: numbers, and offsets of zones. */
  private static final Pattern HARMLESS =
      Pattern.compile("[+-]?\\d+(\\.\\d+)?|[+-]\\d\\d:\\d\\d|-");

  private CsvFile() {}

  static void write(Document document, Table table, boolean bom, OutputStream out)
      throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    if (bom) {
      writer.write(BYTE_ORDER_MARK);
    }
    List<Column> columns = table.columns();
    for (int i = 0; i < columns.size(); i++) {
      FORMAT.print(Names.machine(columns.get(i), document), writer, i == 0);
    }
    FORMAT.println(writer);
    document.rows(
        table,
        nodes -> {
          for (int i = 0; i < columns.size(); i++) {
            Object cell = Cells.of(columns.get(i), nodes);
            Object shown = cell instanceof String text ? guarded(text) : Cells.text(cell);
            FORMAT.print(shown, writer, i == 0);
          }
          FORMAT.println(writer);
        });
    writer.flush();
  }

  /** A text that a spreadsheet would take for a formula gets an apostrophe before it. */
  static String guarded(String text) {
    boolean formula =
        !text.isEmpty()
            && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0
            && !HARMLESS.matcher(text).matches();
    return formula ? "'" + text : text;
  }
}
