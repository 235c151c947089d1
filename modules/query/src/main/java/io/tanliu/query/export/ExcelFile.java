// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query.export;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.WorkbookUtil;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/**
 * The tables of an answer as a workbook: a sheet each, and one that says what they are. A decimal
 * that a double cannot hold stands as text; times are local, their offset is in the heading.
 */
final class ExcelFile {
  private static final int ROWS_IN_MEMORY = 200;
  private static final int EXACT_DIGITS = 15;
  private static final int WIDTH = 18 * 256;
  private static final int WIDE = 36 * 256;

  private final SXSSFWorkbook book;
  private final Document document;
  private final boolean chinese;
  private final CellStyle heading;
  private final Map<String, CellStyle> styles = new HashMap<>();

  private ExcelFile(SXSSFWorkbook book, Document document, boolean chinese) {
    this.book = book;
    this.document = document;
    this.chinese = chinese;
    Font bold = book.createFont();
    bold.setBold(true);
    heading = book.createCellStyle();
    heading.setFont(bold);
    heading.setWrapText(true);
  }

  /**
   * Writes the tables that have rows, at least the first.
   *
   * @param about what the sheet about them says; the numbers of rows are added
   */
  static void write(
      Document document,
      List<Table> tables,
      boolean chinese,
      Function<Optional<Instant>, Map<String, String>> about,
      OutputStream out)
      throws IOException {
    try (SXSSFWorkbook book = new SXSSFWorkbook(ROWS_IN_MEMORY)) {
      ExcelFile file = new ExcelFile(book, document, chinese);
      Map<String, String> counts = new LinkedHashMap<>();
      Optional<Instant> asOf = Optional.empty();
      for (Table table : tables) {
        Profile profile = Profile.of(document, table);
        if (profile.rows() > 0 || counts.isEmpty()) {
          file.sheet(table, profile);
          counts.put(Names.shown(table, chinese), Long.toString(profile.rows()));
        }
        asOf = newer(asOf, profile.asOf());
      }
      Map<String, String> lines = new LinkedHashMap<>(about.apply(asOf));
      counts.forEach((name, rows) -> lines.put(name, rows + (chinese ? " 行" : " rows")));
      file.about(lines);
      book.write(out);
    }
  }

  private static Optional<Instant> newer(Optional<Instant> one, Optional<Instant> other) {
    return one.isPresent() && other.filter(o -> o.isAfter(one.get())).isEmpty() ? one : other;
  }

  private Sheet named(String name) {
    String safe = WorkbookUtil.createSafeSheetName(name);
    for (int i = 2; book.getSheet(safe) != null; i++) {
      safe = WorkbookUtil.createSafeSheetName(i + " " + name);
    }
    return book.createSheet(safe);
  }

  private void sheet(Table table, Profile profile) throws IOException {
    Set<String> kept = Names.ofOneLanguage(table.columns(), chinese);
    List<Integer> shown = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      // What is the same in all rows stands in the sheet about them.
      Column column = table.columns().get(i);
      boolean everywhere = column.level() == 0 && !table.arrays().isEmpty();
      if (kept.contains(column.name()) && !everywhere) {
        shown.add(i);
      }
    }
    Sheet sheet = named(Names.shown(table, chinese));
    Row first = sheet.createRow(0);
    for (int place = 0; place < shown.size(); place++) {
      int i = shown.get(place);
      Column column = table.columns().get(i);
      String offset =
          profile.offset(i).map(o -> " (UTC" + o.getId().replace("Z", "") + ")").orElse("");
      text(first.createCell(place), Names.shown(column, document, chinese) + offset)
          .setCellStyle(heading);
      sheet.setColumnWidth(place, column.type() == Column.Type.LIST ? WIDE : WIDTH);
    }
    sheet.createFreezePane(0, 1);
    if (!shown.isEmpty()) {
      int last = (int) Math.max(1, profile.rows());
      sheet.setAutoFilter(new CellRangeAddress(0, last, 0, shown.size() - 1));
    }
    int[] number = {0};
    document.rows(
        table,
        nodes -> {
          Row row = sheet.createRow(++number[0]);
          for (int place = 0; place < shown.size(); place++) {
            int i = shown.get(place);
            Object cell = Cells.of(table.columns().get(i), nodes);
            if (cell != null) {
              put(row.createCell(place), cell, profile.offset(i).isPresent());
            }
          }
        });
  }

  private void put(Cell cell, Object value, boolean localTimes) {
    if (value instanceof BigDecimal decimal && decimal.precision() <= EXACT_DIGITS) {
      cell.setCellValue(decimal.doubleValue());
      cell.setCellStyle(decimals(Math.max(0, decimal.scale())));
    } else if (value instanceof Double number && Double.isFinite(number)) {
      cell.setCellValue(number);
    } else if (value instanceof Boolean yes) {
      cell.setCellValue(yes);
    } else if (value instanceof LocalDate date) {
      cell.setCellValue(date);
      cell.setCellStyle(style("yyyy-mm-dd"));
    } else if (value instanceof OffsetDateTime time && localTimes) {
      cell.setCellValue(time.toLocalDateTime());
      cell.setCellStyle(style("yyyy-mm-dd hh:mm:ss"));
    } else {
      text(cell, Cells.text(value));
    }
  }

  private static Cell text(Cell cell, String text) {
    int most = SpreadsheetVersion.EXCEL2007.getMaxTextLength();
    cell.setCellValue(text.length() > most ? text.substring(0, most - 1) + "…" : text);
    return cell;
  }

  private CellStyle decimals(int scale) {
    return style(scale == 0 ? "0" : "0." + "0".repeat(scale));
  }

  private CellStyle style(String format) {
    return styles.computeIfAbsent(
        format,
        f -> {
          CellStyle style = book.createCellStyle();
          style.setDataFormat(book.createDataFormat().getFormat(f));
          return style;
        });
  }

  private void about(Map<String, String> lines) {
    Sheet sheet = named(chinese ? "说明" : "About");
    sheet.setColumnWidth(0, WIDTH);
    sheet.setColumnWidth(1, 2 * WIDE);
    int number = 0;
    for (Map.Entry<String, String> line : lines.entrySet()) {
      Row row = sheet.createRow(number++);
      text(row.createCell(0), line.getKey()).setCellStyle(heading);
      text(row.createCell(1), line.getValue());
    }
  }
}
