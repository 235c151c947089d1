// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Reads a file as a push would, without sending it. */
public final class CsvHistory {
  private CsvHistory() {}

  /**
   * Visits the start of each interval and its value; rows that withdraw a reading are left out.
   *
   * @throws PushException when the form does not fit the file, or a row holds no time or number
   * @throws IOException when the file cannot be read
   */
  public static void read(Path file, CsvForm form, BiConsumer<Instant, BigDecimal> visitor)
      throws PushException, IOException {
    TimeLabels labels;
    try {
      labels = new TimeLabels(form);
    } catch (IllegalArgumentException e) {
      throw new PushException("time-format: " + form.timeFormat() + ": " + e.getMessage());
    }
    try (CsvRows rows = CsvRows.open(file, form)) {
      for (Optional<CsvRows.Row> next = rows.next(); next.isPresent(); next = rows.next()) {
        CsvRows.Row row = next.get();
        Instant start =
            labels
                .start(row.time())
                .orElseThrow(() -> wrong(row, form.timeColumn(), row.time(), form.timeFormat()));
        if (!row.withdrawn().equals("true")) {
          visitor.accept(start, value(row, form));
        }
      }
    }
  }

  private static BigDecimal value(CsvRows.Row row, CsvForm form) throws PushException {
    try {
      return new BigDecimal(row.value());
    } catch (NumberFormatException e) {
      throw wrong(row, form.valueColumn(), row.value(), "a number");
    }
  }

  private static PushException wrong(
      CsvRows.Row row, String column, String value, String expected) {
    return new PushException(
        "row " + row.number() + ": " + column + ": " + value + " (expected: " + expected + ")");
  }
}
