// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** One seed file as rows that report what is wrong by file, line and field. */
final class SeedTable {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).setTrim(true).get();
  private static final Set<String> CONFIDENCES = Set.of("A", "B", "C");

  private SeedTable() {}

  /** Rows of a file; each must name its source and confidence. */
  static List<SeedRow> read(
      SeedSource source, String file, List<String> columns, List<String> problems) {
    List<SeedRow> rows = new ArrayList<>();
    try (Reader reader = new InputStreamReader(source.open(file), StandardCharsets.UTF_8);
        CSVParser parser = FORMAT.parse(reader)) {
      for (String column : columns) {
        if (!parser.getHeaderMap().containsKey(column)) {
          problems.add(file + ":1:" + column + ": missing column (expected: " + columns + ")");
          return rows;
        }
      }
      for (CSVRecord record : parser) {
        SeedRow row = new SeedRow(file, parser.getCurrentLineNumber(), record, problems);
        if (!record.isConsistent()) {
          row.problem("", "" + record.size(), parser.getHeaderMap().size() + " fields");
          continue;
        }
        row.required("source");
        row.oneOf("confidence", CONFIDENCES);
        rows.add(row);
      }
    } catch (IOException | UncheckedIOException e) {
      problems.add(file + ": cannot be read: " + e.getMessage());
    }
    return rows;
  }
}
