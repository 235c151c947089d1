// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * RFC 4180 with the header {@code point,time,value[,unit][,withdrawn]} in any order; {@code value}
 * may be left out beside {@code withdrawn}.
 */
final class CsvReadings implements ReadingParser {
  private static final List<String> REQUIRED = List.of("point", "time");
  private static final String VALUE = "value";
  private static final String WITHDRAWN = "withdrawn";
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).setTrim(true).get();

  @Override
  public void parse(Reader body, Consumer<RawReading> out) throws IOException {
    Bounded in = new Bounded(body);
    CSVParser parser = CSVParser.builder().setReader(in).setFormat(FORMAT).get();
    try {
      Iterator<CSVRecord> records = parser.iterator();
      if (!records.hasNext()) {
        throw new MalformedBodyException("line 1", "the header point,time,value is missing");
      }
      CSVRecord header = records.next();
      Map<String, Integer> columns = columns(header);
      in.next();
      while (records.hasNext()) {
        out.accept(reading(records.next(), columns, header.size()));
        in.next();
      }
    } catch (UncheckedIOException e) {
      // Faults of the stream beneath stay what they are; the parser's own are about the text.
      if (in.failure != null) {
        throw in.failure;
      }
      throw new MalformedBodyException(
          "line " + parser.getCurrentLineNumber(), e.getCause().getMessage());
    }
  }

  private static Map<String, Integer> columns(CSVRecord header) throws MalformedBodyException {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i).toLowerCase(Locale.ROOT);
      if (columns.put(name, i) != null) {
        throw new MalformedBodyException("line 1", "the column " + name + " is there twice");
      }
    }
    for (String name : REQUIRED) {
      need(columns.containsKey(name), name);
    }
    need(columns.containsKey(VALUE) || columns.containsKey(WITHDRAWN), VALUE);
    return columns;
  }

  private static void need(boolean there, String name) throws MalformedBodyException {
    if (!there) {
      throw new MalformedBodyException(
          "line 1",
          "the header has no column " + name + " (expected: point,time,value[,unit][,withdrawn])");
    }
  }

  private static RawReading reading(CSVRecord record, Map<String, Integer> columns, int width) {
    if (record.size() > width) {
      return RawReading.defective(
          width + " columns as in the header", String.join(",", record.values()));
    }
    String withdrawn = cell(record, columns, WITHDRAWN);
    boolean yes = "true".equalsIgnoreCase(withdrawn);
    if (!yes && withdrawn != null && !"false".equalsIgnoreCase(withdrawn)) {
      return RawReading.defective(
          "true, false or nothing in the column withdrawn", String.join(",", record.values()));
    }
    return RawReading.of(
        cell(record, columns, "point"),
        cell(record, columns, "time"),
        cell(record, columns, VALUE),
        true,
        cell(record, columns, "unit"),
        yes);
  }

  private static String cell(CSVRecord record, Map<String, Integer> columns, String name) {
    Integer column = columns.get(name);
    if (column == null || column >= record.size() || record.get(column).isEmpty()) {
      return null;
    }
    return record.get(column);
  }

  /** Bounds what one record, e.g. a quote that never closes, can make the parser hold. */
  private static final class Bounded extends FilterReader {
    private static final int SLACK = 16_384;

    private int sinceRecord;
    private IOException failure;

    Bounded(Reader in) {
      super(in);
    }

    void next() {
      sinceRecord = 0;
    }

    @Override
    public int read() throws IOException {
      char[] one = new char[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      try {
        int n = in.read(buffer, offset, length);
        sinceRecord += Math.max(n, 0);
        if (sinceRecord > MAX_ELEMENT + SLACK) {
          throw new MalformedBodyException(
              "a record", "a record of more than " + MAX_ELEMENT + " characters");
        }
        return n;
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }
  }
}
