// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query.report;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.text.PDFTextStripper;

/** A report as PDF: A4, fonts embedded, figures and seal attached as a file. */
public final class PdfReport {
  private static final String ATTACHED = "tanliu-report.json";

  private PdfReport() {}

  /** The PDF; the same envelope is the same file, byte for byte. */
  public static byte[] of(Envelope envelope, Lang lang) {
    Sheet sheet = new SheetWriter(envelope, lang).sheet();
    try (PDDocument document = new PDDocument()) {
      // Otherwise its id would be made from the clock.
      document.setDocumentId(0L);
      try (PdfPages pages = new PdfPages(document, sheet, envelope.seal().isPresent())) {
        pages.title();
        int number = 1;
        for (Sheet.Table table : sheet.tables()) {
          pages.table(number++ + "  " + table.title(), table);
        }
        pages.finish(lang);
      }
      PDDocumentInformation information = document.getDocumentInformation();
      information.setTitle(sheet.title());
      information.setCreator("Tanliu");
      information.setKeywords(envelope.digest());
      document.getDocumentCatalog().setLanguage(lang.tag());
      attach(document, envelope.json());
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void attach(PDDocument document, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    PDEmbeddedFile file = new PDEmbeddedFile(document, new ByteArrayInputStream(bytes));
    file.setSubtype("application/json");
    file.setSize(bytes.length);
    PDComplexFileSpecification specification = new PDComplexFileSpecification();
    specification.setFile(ATTACHED);
    specification.setFileUnicode(ATTACHED);
    specification.setEmbeddedFile(file);
    PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
    tree.setNames(Map.of(ATTACHED, specification));
    PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
    names.setEmbeddedFiles(tree);
    document.getDocumentCatalog().setNames(names);
  }

  /** What stands in a file. */
  record Content(String json, Lang lang, List<String> lines) {}

  /** Reads a PDF; empty when it carries no figures. */
  static Optional<Content> read(byte[] file) throws IOException {
    try (PDDocument document = Loader.loadPDF(file)) {
      PDDocumentNameDictionary names = document.getDocumentCatalog().getNames();
      if (names == null || names.getEmbeddedFiles() == null) {
        return Optional.empty();
      }
      PDComplexFileSpecification attached = names.getEmbeddedFiles().getNames().get(ATTACHED);
      if (attached == null) {
        return Optional.empty();
      }
      String json = new String(attached.getEmbeddedFile().toByteArray(), StandardCharsets.UTF_8);
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setSortByPosition(true);
      return Optional.of(
          new Content(
              json,
              Lang.ofTag(document.getDocumentCatalog().getLanguage()),
              stripper.getText(document).lines().toList()));
    }
  }
}
