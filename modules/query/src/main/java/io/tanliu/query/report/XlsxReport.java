// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query.report;

import io.tanliu.query.report.Sheet.Cell;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** A report as Excel: numbers are numbers; figures and seal stand in a hidden sheet. */
public final class XlsxReport {
  private static final String HIDDEN = "tanliu";

  /** An Excel cell holds 32 767 characters. */
  private static final int CHUNK = 30_000;

  private XlsxReport() {}

  /** The workbook. */
  public static byte[] of(Envelope envelope, Lang lang) {
    try (XSSFWorkbook book = new XSSFWorkbook();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      visible(book, new SheetWriter(envelope, lang).sheet(), lang);
      org.apache.poi.ss.usermodel.Sheet hidden = book.createSheet(HIDDEN);
      hidden.createRow(0).createCell(0).setCellValue(lang.tag());
      String json = envelope.json();
      for (int i = 0; i * CHUNK < json.length(); i++) {
        String part = json.substring(i * CHUNK, Math.min(json.length(), (i + 1) * CHUNK));
        hidden.createRow(i + 1).createCell(0).setCellValue(part);
      }
      book.setSheetVisibility(1, SheetVisibility.VERY_HIDDEN);
      book.getProperties().getCoreProperties().setCreator("Tanliu");
      book.getProperties().getCoreProperties().setKeywords(envelope.digest());
      book.write(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void visible(Workbook book, Sheet sheet, Lang lang) {
    Font strong = book.createFont();
    strong.setBold(true);
    CellStyle title = book.createCellStyle();
    title.setFont(strong);
    CellStyle head = book.createCellStyle();
    head.setFont(strong);
    head.setFillForegroundColor(IndexedColors.GREY_25_PERCENT.getIndex());
    head.setFillPattern(FillPatternType.SOLID_FOREGROUND);
    CellStyle number = book.createCellStyle();
    number.setDataFormat(book.createDataFormat().getFormat("#,##0.######"));
    CellStyle right = book.createCellStyle();
    right.setAlignment(HorizontalAlignment.RIGHT);
    var page = book.createSheet(lang.of("报告", "Report"));
    int at = 0;
    line(page, at++, sheet.title(), title);
    for (String line : sheet.lines()) {
      line(page, at++, line, null);
    }
    line(page, at++, sheet.seal(), title);
    for (String line : sheet.proof()) {
      line(page, at++, line, null);
    }
    int order = 1;
    for (Sheet.Table table : sheet.tables()) {
      at++;
      line(page, at++, order++ + "  " + table.title(), title);
      if (table.rows().isEmpty()) {
        line(page, at++, table.empty(), null);
        continue;
      }
      Row heads = page.createRow(at++);
      for (int i = 0; i < table.columns().size(); i++) {
        heads.createCell(i).setCellValue(table.columns().get(i).head());
        heads.getCell(i).setCellStyle(head);
      }
      for (List<Cell> cells : table.rows()) {
        Row row = page.createRow(at++);
        for (int i = 0; i < cells.size(); i++) {
          put(
              row.createCell(i),
              cells.get(i),
              table.columns().get(i).number() ? right : null,
              number);
        }
      }
    }
    for (int i = 0; i < 8; i++) {
      page.setColumnWidth(i, (i == 1 ? 30 : 20) * 256);
    }
    page.getPrintSetup().setPaperSize(org.apache.poi.ss.usermodel.PrintSetup.A4_PAPERSIZE);
    page.getPrintSetup().setLandscape(true);
    page.setFitToPage(true);
    page.getPrintSetup().setFitHeight((short) 0);
  }

  private static void line(
      org.apache.poi.ss.usermodel.Sheet page, int at, String text, CellStyle style) {
    var cell = page.createRow(at).createCell(0);
    cell.setCellValue(text);
    if (style != null) {
      cell.setCellStyle(style);
    }
  }

  private static void put(
      org.apache.poi.ss.usermodel.Cell to, Cell cell, CellStyle right, CellStyle number) {
    if (cell.number() != null) {
      to.setCellValue(cell.number().doubleValue());
      to.setCellStyle(number);
    } else {
      to.setCellValue(cell.text());
      if (right != null) {
        to.setCellStyle(right);
      }
    }
  }

  /** What stands in a file: the visible cells as {@code address: value}. */
  record Content(String json, Lang lang, List<String> cells) {}

  /** Reads a workbook; empty when it carries no figures. */
  static Optional<Content> read(byte[] file) throws IOException {
    try (Workbook book = new XSSFWorkbook(new ByteArrayInputStream(file))) {
      org.apache.poi.ss.usermodel.Sheet hidden = book.getSheet(HIDDEN);
      if (hidden == null || hidden.getRow(0) == null) {
        return Optional.empty();
      }
      StringBuilder json = new StringBuilder();
      for (int i = 1; i <= hidden.getLastRowNum(); i++) {
        json.append(hidden.getRow(i).getCell(0).getStringCellValue());
      }
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < book.getNumberOfSheets(); i++) {
        if (book.getSheetAt(i) != hidden) {
          cells.addAll(cells(book.getSheetAt(i)));
        }
      }
      return Optional.of(
          new Content(
              json.toString(),
              Lang.ofTag(hidden.getRow(0).getCell(0).getStringCellValue()),
              cells));
    }
  }

  private static List<String> cells(org.apache.poi.ss.usermodel.Sheet page) {
    List<String> cells = new ArrayList<>();
    for (Row row : page) {
      for (org.apache.poi.ss.usermodel.Cell cell : row) {
        if (cell.getCellType() != CellType.BLANK) {
          String place =
              new CellReference(cell.getRowIndex(), cell.getColumnIndex()).formatAsString();
          cells.add(place + ": " + value(cell));
        }
      }
    }
    return cells;
  }

  private static String value(org.apache.poi.ss.usermodel.Cell cell) {
    return switch (cell.getCellType()) {
      case NUMERIC -> Double.toString(cell.getNumericCellValue());
      case STRING -> cell.getStringCellValue();
      case FORMULA -> "=" + cell.getCellFormula();
      case BOOLEAN -> Boolean.toString(cell.getBooleanCellValue());
      case BLANK, ERROR, _NONE -> "";
    };
  }
}
