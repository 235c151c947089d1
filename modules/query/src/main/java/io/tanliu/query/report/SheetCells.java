// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanliu.query.report.Sheet.Cell;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Figures as they are printed. */
final class SheetCells {
  private static final BigDecimal HUNDRED = new BigDecimal(100);

  private SheetCells() {}

  /** The exact decimal, in groups of three digits. */
  static Cell exact(JsonNode figure) {
    if (!figure.isTextual() && !figure.isNumber()) {
      return Cell.NONE;
    }
    BigDecimal value = new BigDecimal(figure.asText());
    return new Cell(grouped(value), value);
  }

  /** A figure with its unit. */
  static Cell withUnit(JsonNode figure, String unit) {
    Cell cell = exact(figure);
    return cell.number() == null ? cell : Cell.of(cell.text() + " " + unit);
  }

  /** A share in percent, half up. */
  static Cell percent(JsonNode share, int digits) {
    if (!share.isTextual()) {
      return Cell.NONE;
    }
    return Cell.of(
        new BigDecimal(share.asText())
                .multiply(HUNDRED)
                .setScale(digits, RoundingMode.HALF_UP)
                .toPlainString()
            + " %");
  }

  /** A growth in percent, with its sign. */
  static Cell growth(JsonNode rate) {
    Cell cell = percent(rate, 2);
    return rate.isTextual() && new BigDecimal(rate.asText()).signum() > 0
        ? Cell.of("+" + cell.text())
        : cell;
  }

  /** An ISO time to the minute. */
  static String time(JsonNode time) {
    String text = time.asText();
    return text.length() < 16 || time.isNull() ? "—" : text.substring(0, 16).replace('T', ' ');
  }

  private static String grouped(BigDecimal value) {
    String plain = value.abs().toPlainString();
    int point = plain.indexOf('.');
    StringBuilder whole = new StringBuilder(point < 0 ? plain : plain.substring(0, point));
    for (int i = whole.length() - 3; i > 0; i -= 3) {
      whole.insert(i, ',');
    }
    return (value.signum() < 0 ? "-" : "") + whole + (point < 0 ? "" : plain.substring(point));
  }
}
