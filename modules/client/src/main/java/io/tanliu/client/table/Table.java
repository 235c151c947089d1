// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client.table;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The rows of a sheet or CSV file that hold anything, one after the other. */
public interface Table extends Closeable {
  /**
   * The next row; empty at the end.
   *
   * @throws IOException when the file cannot be read on
   */
  Optional<Row> next() throws IOException;

  /** Names of sheets that are not read. */
  default List<String> otherSheets() {
    return List.of();
  }

  /**
   * Opens a file by what it is, whatever its name says: many exports that are called {@code .xls}
   * are text.
   *
   * @param sheet sheet to read, else the first
   * @param charset encoding of a CSV file; empty: UTF-8 when all of it is, else GB 18030, which
   *     includes GBK
   * @param separator between the cells of a CSV file; empty: comma, semicolon or tab, whichever
   *     there are most of in its first lines
   * @throws TableException when it is no table
   */
  static Table open(
      Path file, Optional<String> sheet, Optional<Charset> charset, Optional<Character> separator)
      throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(512);
    }
    return switch (Signature.of(start)) {
      case ZIP -> XlsxTable.open(file, sheet);
      case OLE2 -> XlsTable.open(file, sheet);
      case MARKUP ->
          throw new TableException(
              "file: "
                  + file.getFileName()
                  + " is a web page under another name (expected: CSV, .xlsx or .xls; open it in"
                  + " WPS or Excel and save it as .xlsx / 该文件是网页，请用 WPS 或 Excel 另存为 .xlsx)");
      case TEXT -> CsvTable.open(file, charset, separator);
    };
  }
}
