// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tanliu.domain.attest.ReportKey;
import io.tanliu.domain.attest.ReportSeal;
import io.tanliu.domain.attest.SealAlgorithm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Canonical form, PDF and Excel of a report, and what was done to them afterwards. */
class ReportFilesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ReportKey KEY = key();

  private static ReportKey key() {
    KeyPair pair = SealAlgorithm.ED25519.generate();
    Base64.Encoder text = Base64.getEncoder();
    return new ReportKey(
        "test/k1",
        SealAlgorithm.ED25519,
        text.encodeToString(pair.getPrivate().getEncoded()),
        text.encodeToString(pair.getPublic().getEncoded()));
  }

  private static ObjectNode report() throws Exception {
    try (InputStream in = ReportFilesTest.class.getResourceAsStream("/report-example.json")) {
      return (ObjectNode) JSON.readTree(in);
    }
  }

  private static Envelope sealed(ObjectNode report) {
    return new Envelope(
        report,
        Optional.of(
            KEY.seal(
                report.at("/entity/id").asText(),
                report.at("/period/text").asText(),
                Canonical.digest(report),
                "2025-04-03T01:02:03.004Z",
                "zhang.san")));
  }

  private static Optional<String> broken(ReportProof.Saved saved) {
    return ReportProof.broken(
        saved.envelope(), saved.envelope().seal().orElseThrow(), KEY.publicKey());
  }

  @Test
  void shouldWriteTheCanonicalFormOfTheStandardsExample() throws Exception {
    String example =
        "{\"literals\":[null,true,false],\"numbers\":[333333333,9007199254740991,-1],"
            + "\"string\":\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\","
            + "\"\\u20ac\":1,\"\\r\":2,\"1\":3,\"\\u00f6\":4,\"\\ud83d\\ude00\":5,\"\\ufb33\":6}";
    assertThat(Canonical.text(JSON.readTree(example)))
        .isEqualTo(
            "{\"\\r\":2,\"1\":3,\"literals\":[null,true,false],"
                + "\"numbers\":[333333333,9007199254740991,-1],"
                + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\","
                + "\"ö\":4,\"€\":1,\"😀\":5,\"\uFB33\":6}");
    assertThatThrownBy(() -> Canonical.text(JSON.readTree("{\"a\":0.5}")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Canonical.text(JSON.readTree("[9007199254740992]")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Canonical.text(Canonical.exact(JSON.readTree("{\"a\":[0.50,1e3]}"))))
        .isEqualTo("{\"a\":[\"0.5\",\"1000\"]}");
  }

  @ParameterizedTest
  @EnumSource(Lang.class)
  void shouldCarryFiguresAndSealInEveryFileInBothLanguages(Lang lang) throws Exception {
    Envelope envelope = sealed(report());
    byte[] pdf = PdfReport.of(envelope, lang);
    byte[] excel = XlsxReport.of(envelope, lang);
    assertThat(PdfReport.of(envelope, lang)).as("the same bytes again").isEqualTo(pdf);
    for (byte[] file :
        new byte[][] {pdf, excel, envelope.json().getBytes(StandardCharsets.UTF_8)}) {
      ReportProof.Saved saved = ReportProof.read(file);
      assertThat(saved.seen()).isEmpty();
      assertThat(saved.exact()).isTrue();
      assertThat(saved.envelope()).isEqualTo(envelope);
      assertThat(broken(saved)).isEmpty();
    }
    String text = text(pdf);
    assertThat(text)
        .contains(lang.of("示例钢铁", "Example Steel"))
        .contains("126,238.291")
        .contains(lang.of("已封存", "Sealed"))
        .contains(envelope.digest())
        .contains("1 / ");
    String dir = System.getProperty("tanliu.reports");
    if (dir != null) {
      java.nio.file.Files.write(java.nio.file.Path.of(dir, lang + ".pdf"), pdf);
      java.nio.file.Files.write(java.nio.file.Path.of(dir, lang + ".xlsx"), excel);
    }
  }

  private static String text(byte[] pdf) throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }

  @Test
  void shouldSayOnEveryPageThatNobodyHasSealedIt() throws Exception {
    byte[] pdf = PdfReport.of(new Envelope(report(), Optional.empty()), Lang.ZH);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(document.getNumberOfPages()).isGreaterThan(1);
      for (int page = 1; page <= document.getNumberOfPages(); page++) {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        assertThat(stripper.getText(document)).contains("未封存，数字可能变动");
      }
    }
  }

  @Test
  void shouldNameTheCellOfAWorkbookThatWasChanged() throws Exception {
    byte[] excel = XlsxReport.of(sealed(report()), Lang.ZH);
    try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(excel));
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      book.getSheetAt(0)
          .forEach(
              row ->
                  row.forEach(
                      cell -> {
                        if (cell.toString().startsWith("126238.291")) {
                          cell.setCellValue(126238.29);
                        }
                      }));
      book.write(out);
      assertThat(ReportProof.read(out.toByteArray()).seen().orElseThrow())
          .matches("C\\d+: 126238.29 \\(sealed: C\\d+: 126238.291\\)");
    }
  }

  @Test
  void shouldNameTheLineOfAPdfThatWasWrittenOver() throws Exception {
    byte[] pdf = PdfReport.of(sealed(report()), Lang.EN);
    try (PDDocument document = Loader.loadPDF(pdf);
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      document.save(out);
      ReportProof.Saved again = ReportProof.read(out.toByteArray());
      assertThat(again.seen()).isEmpty();
      assertThat(again.exact()).as("saved by another program").isFalse();
    }
    try (PDDocument document = Loader.loadPDF(pdf);
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      try (PDPageContentStream page =
          new PDPageContentStream(
              document, document.getPage(0), PDPageContentStream.AppendMode.APPEND, true, true)) {
        page.beginText();
        page.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 8);
        page.newLineAtOffset(300, 500);
        page.showText("99,999");
        page.endText();
      }
      document.save(out);
      assertThat(ReportProof.read(out.toByteArray()).seen().orElseThrow())
          .startsWith("line ")
          .contains("(sealed: physical Electricity 126,238.291 kWh");
    }
  }

  @Test
  void shouldFindAnotherFigureNameOrSealThanWasSealed() throws Exception {
    ObjectNode figure = report();
    ((ObjectNode) figure.at("/figures/0")).put("value", "1");
    ObjectNode name = report();
    ((ObjectNode) name.get("entity")).put("name", "别的钢铁");
    ReportSeal seal = sealed(report()).seal().orElseThrow();
    for (ObjectNode altered : new ObjectNode[] {figure, name}) {
      Envelope envelope = new Envelope(altered, Optional.of(seal));
      assertThat(ReportProof.broken(envelope, seal, KEY.publicKey()).orElseThrow())
          .contains("not those that were sealed");
    }
    ObjectNode wide = report();
    ((ObjectNode) wide.at("/figures/0")).put("revision", 42L);
    assertThat(ReportProof.changes(report(), wide)).as("int or long").isEmpty();
    assertThat(ReportProof.changes(report(), figure))
        .containsExactly(new Canonical.Change("figures.tce.value", "90.123456", "1"));
    ReportSeal later =
        new ReportSeal(
            seal.entity(),
            seal.period(),
            seal.digest(),
            "2025-05-01T00:00:00Z",
            seal.sealedBy(),
            seal.key(),
            seal.algorithm(),
            seal.publicKey(),
            seal.signature());
    assertThat(ReportProof.broken(sealed(report()), later, KEY.publicKey())).isPresent();
    assertThat(ReportProof.broken(sealed(report()), seal, key().publicKey()))
        .as("another key")
        .isPresent();
    ObjectNode other = report();
    ((ObjectNode) other.get("period")).put("text", "2025-04");
    assertThat(
            ReportProof.broken(new Envelope(other, Optional.of(seal)), seal, KEY.publicKey())
                .orElseThrow())
        .contains("another period");
  }

  @Test
  void shouldRefuseWhatCarriesNoFigures() throws Exception {
    try (PDDocument empty = new PDDocument();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      empty.save(out);
      assertThatThrownBy(() -> ReportProof.read(out.toByteArray()))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (String text : Arrays.asList("", "{}", "no report")) {
      assertThatThrownBy(() -> ReportProof.read(text.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
