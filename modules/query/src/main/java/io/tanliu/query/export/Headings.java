// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query.export;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** Chinese and English names of fields, from columns.csv. */
final class Headings {
  private static final Map<String, Heading> BY_NAME = read();

  private Headings() {}

  /**
   * A field's names.
   *
   * @param unit of all values of that field; empty for none
   * @param decimal whether a text of that name in a topic's record is a decimal
   */
  private record Heading(String zh, String en, String unit, boolean decimal) {}

  private static Map<String, Heading> read() {
    Map<String, Heading> found = new HashMap<>();
    try (Reader in =
        new InputStreamReader(
            Headings.class.getResourceAsStream("columns.csv"), StandardCharsets.UTF_8)) {
      CSVFormat format =
          CSVFormat.RFC4180
              .builder()
              .setHeader()
              .setSkipHeaderRecord(true)
              .setCommentMarker('#')
              .get();
      for (CSVRecord row : format.parse(in)) {
        found.put(
            row.get("name"),
            new Heading(
                row.get("zh"), row.get("en"), row.get("unit"), row.get("decimal").equals("yes")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  static boolean known(String field) {
    return BY_NAME.containsKey(field);
  }

  static String unit(String field) {
    return known(field) ? BY_NAME.get(field).unit() : "";
  }

  static boolean decimal(String field) {
    return known(field) && BY_NAME.get(field).decimal();
  }

  /** A field's name in a language; itself where there is none. */
  static String of(String field, boolean chinese) {
    Heading heading = BY_NAME.get(field);
    if (heading == null) {
      return field;
    }
    return chinese ? heading.zh() : heading.en();
  }

  /** Names of the fields of a path, e.g. 本月·数值; the last of a coded value is left out. */
  static String of(List<String> path, boolean chinese) {
    List<String> names = new ArrayList<>();
    for (String field : path) {
      boolean coded = names.size() > 0 && (field.equals("name") || field.equals("nameEn"));
      if (!coded) {
        names.add(of(field, chinese));
      }
    }
    return String.join(chinese ? "·" : " · ", names);
  }
}
