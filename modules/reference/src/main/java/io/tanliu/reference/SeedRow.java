// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;

/** One row of a seed file. Accessors record a problem and give a harmless value instead. */
final class SeedRow {
  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2200;

  private final String file;
  private final long line;
  private final CSVRecord record;
  private final List<String> problems;

  SeedRow(String file, long line, CSVRecord record, List<String> problems) {
    this.file = file;
    this.line = line;
    this.record = record;
    this.problems = problems;
  }

  void problem(String field, String value, String expected) {
    problems.add(file + ":" + line + ":" + field + ": " + value + " (expected: " + expected + ")");
  }

  String text(String field) {
    return record.isSet(field) ? record.get(field) : "";
  }

  String required(String field) {
    String value = text(field);
    if (value.isEmpty()) {
      problem(field, "empty", "a value");
    }
    return value;
  }

  String matching(String field, String regex, String expected) {
    String value = text(field);
    if (!value.matches(regex)) {
      problem(field, value, expected);
    }
    return value;
  }

  String oneOf(String field, Collection<String> accepted) {
    String value = text(field);
    if (!accepted.contains(value)) {
      problem(field, value, "one of " + accepted.stream().sorted().toList());
    }
    return value;
  }

  /** A number of 0 or more. */
  BigDecimal amount(String field) {
    try {
      BigDecimal value = new BigDecimal(text(field));
      if (value.signum() >= 0 && value.precision() <= 18 && Math.abs(value.scale()) <= 12) {
        return value;
      }
    } catch (NumberFormatException e) {
      // reported below
    }
    problem(field, text(field), "a decimal >= 0 of at most 18 digits, 12 of them after the point");
    return BigDecimal.ONE;
  }

  Optional<Integer> year(String field) {
    String value = text(field);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.matches("\\d{4}")) {
      int year = Integer.parseInt(value);
      if (year >= FIRST_YEAR && year <= LAST_YEAR) {
        return Optional.of(year);
      }
    }
    problem(field, value, "a year " + FIRST_YEAR + " to " + LAST_YEAR + ", or nothing");
    return Optional.empty();
  }
}
