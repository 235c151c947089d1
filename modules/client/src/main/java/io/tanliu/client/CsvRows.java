// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads time and value of a CSV file, row after row. */
final class CsvRows implements Closeable {
  /** Column that says with {@code true} that the reading of a row goes away. */
  static final String WITHDRAWN = "withdrawn";

  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final int timeColumn;
  private final int valueColumn;
  private final int withdrawnColumn;
  private long number;

  /**
   * One row.
   *
   * @param number the first row after the header is 1
   * @param time label as it stands
   * @param value value as it stands
   * @param withdrawn what stands in the column {@value #WITHDRAWN}
   */
  record Row(long number, String time, String value, String withdrawn) {}

  private CsvRows(CSVParser parser, Iterator<CSVRecord> records, CSVRecord header, CsvForm form)
      throws PushException {
    this.parser = parser;
    this.records = records;
    this.timeColumn = column(header, "time-column", form.timeColumn());
    this.valueColumn = column(header, "value-column", form.valueColumn());
    this.withdrawnColumn = header.toList().indexOf(WITHDRAWN);
  }

  /** True when the file can say that readings go away. */
  boolean hasWithdrawals() {
    return withdrawnColumn >= 0;
  }

  /**
   * Opens the file and reads its header.
   *
   * @throws PushException when the header does not have the columns
   */
  static CsvRows open(Path file, CsvForm form) throws IOException, PushException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), 65_536);
    try {
      PushbackReader text =
          new PushbackReader(
              new InputStreamReader(
                  in,
                  form.charset()
                      .newDecoder()
                      .onMalformedInput(CodingErrorAction.REPORT)
                      .onUnmappableCharacter(CodingErrorAction.REPORT)));
      int first = text.read();
      if (first >= 0 && first != '\uFEFF') {
        text.unread(first);
      }
      CSVFormat format = CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(true).setTrim(true).get();
      CSVParser parser = CSVParser.builder().setReader(text).setFormat(format).get();
      Iterator<CSVRecord> records = parser.iterator();
      if (!records.hasNext()) {
        throw new PushException("file: " + file + " is empty (expected: a header line)");
      }
      return new CsvRows(parser, records, records.next(), form);
    } catch (IOException | PushException | UncheckedIOException e) {
      in.close();
      throw e;
    }
  }

  /**
   * The next row; empty at the end.
   *
   * @throws IOException when the file cannot be read on
   */
  Optional<Row> next() throws IOException {
    try {
      if (!records.hasNext()) {
        return Optional.empty();
      }
      CSVRecord row = records.next();
      return Optional.of(
          new Row(
              ++number, cell(row, timeColumn), cell(row, valueColumn), cell(row, withdrawnColumn)));
    } catch (UncheckedIOException e) {
      throw new IOException(
          "line " + parser.getCurrentLineNumber() + ": " + e.getCause().getMessage(), e);
    }
  }

  private static String cell(CSVRecord row, int column) {
    return column >= 0 && column < row.size() ? row.get(column) : "";
  }

  private static int column(CSVRecord header, String option, String name) throws PushException {
    for (int i = 0; i < header.size(); i++) {
      if (header.get(i).equals(name)) {
        return i;
      }
    }
    throw new PushException(
        option + ": " + name + " (expected: one of " + String.join(", ", header.values()) + ")");
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
