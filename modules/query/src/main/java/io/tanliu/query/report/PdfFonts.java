// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * Latin letters from Liberation Sans, Chinese from Droid Sans Fallback; only what is used goes in.
 */
final class PdfFonts {
  private static final byte[] LATIN =
      bytes("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf");
  private static final byte[] HAN = bytes("/fonts/DroidSansFallbackFull.ttf");
  private static final CmapLookup LATIN_GLYPHS = glyphs(LATIN);
  private static final CmapLookup HAN_GLYPHS = glyphs(HAN);
  private static final int MISSING = '?';

  private final PDFont latin;
  private final PDFont han;

  PdfFonts(PDDocument document) throws IOException {
    latin = PDType0Font.load(document, new java.io.ByteArrayInputStream(LATIN), true);
    han = PDType0Font.load(document, new java.io.ByteArrayInputStream(HAN), true);
  }

  /** Letters of one font. */
  record Run(PDFont font, String text) {}

  /** A text in stretches of one font; what neither has is a question mark. */
  List<Run> runs(String text) {
    List<Run> runs = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    PDFont font = latin;
    for (int c : text.codePoints().toArray()) {
      int shown = LATIN_GLYPHS.getGlyphId(c) == 0 && HAN_GLYPHS.getGlyphId(c) == 0 ? MISSING : c;
      PDFont wanted = LATIN_GLYPHS.getGlyphId(shown) != 0 ? latin : han;
      if (!wanted.equals(font) && open.length() > 0) {
        runs.add(new Run(font, open.toString()));
        open.setLength(0);
      }
      font = wanted;
      open.appendCodePoint(shown);
    }
    if (open.length() > 0) {
      runs.add(new Run(font, open.toString()));
    }
    return runs;
  }

  /** Width in points. */
  float width(String text, float size) throws IOException {
    float width = 0;
    for (Run run : runs(text)) {
      width += run.font().getStringWidth(run.text()) * size / 1000;
    }
    return width;
  }

  /** Lines that fit; Latin words stay whole where they can. */
  List<String> wrapped(String text, float size, float width) throws IOException {
    List<String> lines = new ArrayList<>();
    int start = 0;
    int lastSpace = -1;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == ' ') {
        lastSpace = i;
      }
      if (i > start && width(text.substring(start, i + 1), size) > width) {
        int cut = lastSpace > start ? lastSpace : i;
        lines.add(text.substring(start, cut));
        start = text.charAt(cut) == ' ' ? cut + 1 : cut;
        lastSpace = -1;
      }
    }
    lines.add(text.substring(Math.min(start, text.length())));
    return lines;
  }

  private static byte[] bytes(String resource) {
    try (InputStream in = PdfFonts.class.getResourceAsStream(resource)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CmapLookup glyphs(byte[] font) {
    try {
      return new TTFParser().parse(new RandomAccessReadBuffer(font)).getUnicodeCmapLookup();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
