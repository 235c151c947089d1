// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query.report;

import io.tanliu.query.report.Sheet.Cell;
import io.tanliu.query.report.Sheet.Column;
import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** A4 pages that are written from the top; a row of a table is never cut. Lengths are points. */
final class PdfPages implements AutoCloseable {
  private static final float MARGIN = 40;
  private static final float TOP = PDRectangle.A4.getHeight() - 58;
  private static final float BOTTOM = 66;
  private static final float SIZE = 7.5f;
  private static final float SMALL = 6.5f;
  private static final float LINE = 10;
  private static final float PAD = 3;
  private static final Color INK = new Color(0x1a, 0x1f, 0x24);
  private static final Color SOFT = new Color(0x5b, 0x66, 0x70);
  private static final Color RULE = new Color(0xc4, 0xcc, 0xd2);
  private static final Color HEAD = new Color(0xed, 0xf1, 0xf4);
  private static final Color WARN = new Color(0xb0, 0x2a, 0x1e);

  private final PDDocument document;
  private final PdfFonts fonts;
  private final Sheet sheet;
  private final boolean sealed;
  private final List<PDPage> pages = new ArrayList<>();
  private PDPageContentStream out;
  private float y;

  PdfPages(PDDocument document, Sheet sheet, boolean sealed) throws IOException {
    this.document = document;
    this.sheet = sheet;
    this.sealed = sealed;
    this.fonts = new PdfFonts(document);
    page();
  }

  private void page() throws IOException {
    close();
    PDPage page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    pages.add(page);
    out = new PDPageContentStream(document, page);
    y = TOP;
  }

  /** Begins another page when there is not so much room. */
  private void room(float height) throws IOException {
    if (y - height < BOTTOM) {
      page();
    }
  }

  void title() throws IOException {
    for (String line : fonts.wrapped(sheet.title(), 17, width())) {
      y -= 20;
      text(line, MARGIN, y, 17, INK, true);
    }
    y -= 4;
    for (String line : sheet.lines()) {
      for (String part : fonts.wrapped(line, 8.5f, width())) {
        y -= 12;
        text(part, MARGIN, y, 8.5f, SOFT, false);
      }
    }
    y -= 14;
    text(sheet.seal(), MARGIN, y, 9, sealed ? INK : WARN, true);
    y -= 6;
  }

  void table(String title, Sheet.Table table) throws IOException {
    room(70);
    y -= 22;
    text(title, MARGIN, y, 10.5f, INK, true);
    y -= 6;
    if (table.rows().isEmpty()) {
      y -= LINE;
      text(table.empty(), MARGIN, y, SIZE, SOFT, false);
      return;
    }
    float[] widths = widths(table.columns());
    List<Cell> heads = table.columns().stream().map(c -> Cell.of(c.head())).toList();
    row(table.columns(), widths, heads, true);
    for (List<Cell> cells : table.rows()) {
      if (y - height(widths, cells) < BOTTOM) {
        page();
        row(table.columns(), widths, heads, true);
      }
      row(table.columns(), widths, cells, false);
    }
  }

  private float[] widths(List<Column> columns) {
    int all = columns.stream().mapToInt(Column::width).sum();
    float[] widths = new float[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = width() * columns.get(i).width() / all;
    }
    return widths;
  }

  private float height(float[] widths, List<Cell> cells) throws IOException {
    int lines = 1;
    for (int i = 0; i < widths.length; i++) {
      lines = Math.max(lines, fonts.wrapped(cells.get(i).text(), SIZE, widths[i] - 2 * PAD).size());
    }
    return lines * LINE + 4;
  }

  private void row(List<Column> columns, float[] widths, List<Cell> cells, boolean head)
      throws IOException {
    float height = height(widths, cells);
    if (head) {
      out.setNonStrokingColor(HEAD);
      out.addRect(MARGIN, y - height, width(), height);
      out.fill();
    }
    float x = MARGIN;
    for (int i = 0; i < widths.length; i++) {
      float line = y - LINE;
      for (String part : fonts.wrapped(cells.get(i).text(), SIZE, widths[i] - 2 * PAD)) {
        float left =
            columns.get(i).number() ? x + widths[i] - PAD - fonts.width(part, SIZE) : x + PAD;
        text(part, left, line, SIZE, INK, head);
        line -= LINE;
      }
      x += widths[i];
    }
    y -= height;
    out.setStrokingColor(RULE);
    out.setLineWidth(0.4f);
    out.moveTo(MARGIN, y);
    out.lineTo(MARGIN + width(), y);
    out.stroke();
  }

  private static float width() {
    return PDRectangle.A4.getWidth() - 2 * MARGIN;
  }

  private void text(String text, float x, float at, float size, Color color, boolean bold)
      throws IOException {
    text(out, text, x, at, size, color, bold);
  }

  /** One weight of font is enough: bold is the same letter with a thin outline. */
  private void text(
      PDPageContentStream to, String text, float x, float at, float size, Color color, boolean bold)
      throws IOException {
    to.setNonStrokingColor(color);
    to.setStrokingColor(color);
    to.setLineWidth(size / 40);
    to.beginText();
    to.setRenderingMode(
        bold
            ? org.apache.pdfbox.pdmodel.graphics.state.RenderingMode.FILL_STROKE
            : org.apache.pdfbox.pdmodel.graphics.state.RenderingMode.FILL);
    to.newLineAtOffset(x, at);
    for (PdfFonts.Run run : fonts.runs(text)) {
      to.setFont(run.font(), size);
      to.showText(run.text());
    }
    to.endText();
  }

  /** Header and footer of every page, when it is known how many there are. */
  void finish(Lang lang) throws IOException {
    close();
    for (int i = 0; i < pages.size(); i++) {
      try (PDPageContentStream to =
          new PDPageContentStream(
              document, pages.get(i), PDPageContentStream.AppendMode.APPEND, true, true)) {
        float head = PDRectangle.A4.getHeight() - 34;
        text(to, lang.of("碳流 Tanliu", "Tanliu"), MARGIN, head, SIZE, SOFT, false);
        String right = i == 0 ? sheet.lines().get(0) : sheet.title();
        text(to, right, right(right, SIZE), head, SIZE, SOFT, false);
        rule(to, head - 6);
        rule(to, BOTTOM - 12);
        text(to, sheet.seal(), MARGIN, BOTTOM - 22, SMALL, sealed ? SOFT : WARN, false);
        text(to, sheet.proof().get(0), MARGIN, BOTTOM - 31, SMALL, SOFT, false);
        text(to, sheet.proof().get(1), MARGIN, BOTTOM - 40, SMALL, SOFT, false);
        String number = (i + 1) + " / " + pages.size();
        text(to, number, right(number, SIZE), BOTTOM - 31, SIZE, SOFT, false);
      }
    }
  }

  private float right(String text, float size) throws IOException {
    return MARGIN + width() - fonts.width(text, size);
  }

  private static void rule(PDPageContentStream to, float at) throws IOException {
    to.setStrokingColor(RULE);
    to.setLineWidth(0.6f);
    to.moveTo(MARGIN, at);
    to.lineTo(MARGIN + width(), at);
    to.stroke();
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
      out = null;
    }
  }
}
