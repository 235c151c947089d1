// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A CSV file. */
final class CsvTable implements Table {
  /** Lines whose separators are counted. */
  private static final int SAMPLE_LINES = 20;

  private static final int SAMPLE_CHARACTERS = 65_536;

  private final CSVParser parser;
  private final Iterator<CSVRecord> records;

  private CsvTable(CSVParser parser) {
    this.parser = parser;
    this.records = parser.iterator();
  }

  static CsvTable open(Path file, Optional<Charset> charset, Optional<Character> separator)
      throws IOException {
    Charset encoding = charset.isPresent() ? charset.get() : encoding(file);
    char between = separator.isPresent() ? separator.get() : separator(file, encoding);
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(between)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();
    Reader text = reader(file, encoding);
    try {
      return new CsvTable(CSVParser.builder().setReader(text).setFormat(format).get());
    } catch (IOException | UncheckedIOException e) {
      text.close();
      throw e;
    }
  }

  private static Reader reader(Path file, Charset charset) throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      PushbackReader text =
          new PushbackReader(
              new BufferedReader(
                  new InputStreamReader(
                      in,
                      charset
                          .newDecoder()
                          .onMalformedInput(CodingErrorAction.REPORT)
                          .onUnmappableCharacter(CodingErrorAction.REPORT)),
                  65_536));
      int first = text.read();
      if (first >= 0 && first != '\uFEFF') {
        text.unread(first);
      }
      return text;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static Charset encoding(Path file) throws IOException {
    byte[] mark;
    try (InputStream in = Files.newInputStream(file)) {
      mark = in.readNBytes(2);
    }
    if (mark.length == 2 && (mark[0] & 0xFF) == 0xFF && (mark[1] & 0xFF) == 0xFE) {
      return StandardCharsets.UTF_16LE;
    }
    if (mark.length == 2 && (mark[0] & 0xFF) == 0xFE && (mark[1] & 0xFF) == 0xFF) {
      return StandardCharsets.UTF_16BE;
    }
    char[] buffer = new char[8_192];
    try (Reader text = reader(file, StandardCharsets.UTF_8)) {
      int read = 0;
      while (read >= 0) {
        read = text.read(buffer);
      }
      return StandardCharsets.UTF_8;
    } catch (CharacterCodingException e) {
      return Charset.forName("GB18030");
    }
  }

  private static char separator(Path file, Charset charset) throws IOException {
    char[] sample = new char[SAMPLE_CHARACTERS];
    int length = 0;
    try (Reader text = reader(file, charset)) {
      int read = 0;
      while (read >= 0 && length < sample.length) {
        length += read;
        read = text.read(sample, length, sample.length - length);
      }
    }
    char[] known = {',', ';', '\t'};
    int[] counts = new int[known.length];
    boolean quoted = false;
    int lines = 0;
    for (int i = 0; i < length && lines < SAMPLE_LINES; i++) {
      char c = sample[i];
      quoted ^= c == '"';
      lines += c == '\n' ? 1 : 0;
      for (int k = 0; k < known.length; k++) {
        counts[k] += c == known[k] && !quoted ? 1 : 0;
      }
    }
    int most = counts[1] > counts[0] ? 1 : 0;
    return known[counts[2] > counts[most] ? 2 : most];
  }

  @Override
  public Optional<Row> next() throws IOException {
    try {
      while (records.hasNext()) {
        CSVRecord record = records.next();
        List<Cell> cells = new ArrayList<>(record.size());
        record.forEach(cell -> cells.add(Cell.text(cell)));
        Row row = new Row("", parser.getCurrentLineNumber(), cells);
        if (!row.isEmpty()) {
          return Optional.of(row);
        }
      }
      return Optional.empty();
    } catch (UncheckedIOException e) {
      throw new TableException(
          "line " + parser.getCurrentLineNumber() + ": " + e.getCause().getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
