// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Values of cells: null, String, BigDecimal, Double, Boolean, OffsetDateTime or LocalDate. */
final class Cells {
  private Cells() {}

  /** The cell of a column in a row; what is not as its column says stands as text. */
  static Object of(Column column, JsonNode[] nodes) {
    JsonNode value = nodes[column.level()];
    for (String field : column.path()) {
      value = value.path(field);
    }
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    return switch (column.type()) {
      case TEXT -> value.isValueNode() ? value.asText() : value.toString();
      case LIST -> list(value);
      case JSON -> value.toString();
      case INTEGER, DECIMAL -> number(value);
      case DOUBLE -> value.isNumber() ? (Object) value.doubleValue() : value.asText();
      case BOOLEAN -> value.isBoolean() ? (Object) value.booleanValue() : value.asText();
      case TIME -> time(value.asText(), nodes[column.level()].path("zone").asText());
      case DATE -> date(value.asText());
    };
  }

  /** A cell as text: plain decimals, times with their offset. */
  static String text(Object cell) {
    if (cell == null) {
      return "";
    }
    if (cell instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (cell instanceof Double number) {
      return Double.isFinite(number) ? BigDecimal.valueOf(number).toPlainString() : "";
    }
    return cell instanceof OffsetDateTime time
        ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time)
        : cell.toString();
  }

  private static String list(JsonNode value) {
    List<String> parts = new ArrayList<>();
    value.forEach(part -> parts.add(part.isNumber() ? text(number(part)) : part.asText()));
    return String.join("; ", parts);
  }

  private static Object number(JsonNode value) {
    if (value.isNumber()) {
      return value.decimalValue();
    }
    try {
      return new BigDecimal(value.asText());
    } catch (NumberFormatException e) {
      return value.asText();
    }
  }

  /** Times of topics' records are in UTC; their zone stands beside them. */
  private static Object time(String text, String zone) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      boolean local = time.getOffset().equals(ZoneOffset.UTC) && !zone.isEmpty();
      return local ? time.atZoneSameInstant(ZoneId.of(zone)).toOffsetDateTime() : time;
    } catch (DateTimeException e) {
      return text;
    }
  }

  private static Object date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      return text;
    }
  }
}
