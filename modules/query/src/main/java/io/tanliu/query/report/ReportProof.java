// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanliu.domain.attest.ReportSeal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The proof that a saved report (JSON, Excel or PDF) carries the figures that were sealed.
 *
 * <p>In this order: what can be seen in the file is what its figures print as; the figures have the
 * digest of the seal; the seal was made with the key.
 */
public final class ReportProof {
  private static final int MAX_CHANGES = 1_000;
  private static final int YEAR_LENGTH = 4;

  private ReportProof() {}

  /**
   * A saved report.
   *
   * @param seen the first place where what can be seen is not what the figures print as
   * @param exact false when a PDF shows the right text and is not, byte for byte, the one that was
   *     delivered: another program has saved it
   */
  public record Saved(Envelope envelope, Optional<String> seen, boolean exact) {}

  /**
   * Reads a saved report and holds what can be seen in it against its figures.
   *
   * @throws IllegalArgumentException when the file carries no figures
   */
  public static Saved read(byte[] file) throws IOException {
    if (startsWith(file, "%PDF")) {
      return pdf(file);
    }
    if (startsWith(file, "PK")) {
      return excel(file);
    }
    return new Saved(
        Envelope.parse(new String(file, StandardCharsets.UTF_8)), Optional.empty(), true);
  }

  private static boolean startsWith(byte[] file, String text) {
    return new String(file, 0, Math.min(file.length, text.length()), StandardCharsets.ISO_8859_1)
        .equals(text);
  }

  private static Saved pdf(byte[] file) throws IOException {
    PdfReport.Content content =
        PdfReport.read(file)
            .orElseThrow(() -> new IllegalArgumentException("this PDF carries no figures"));
    Envelope envelope = Envelope.parse(content.json());
    byte[] made = PdfReport.of(envelope, content.lang());
    boolean exact = java.util.Arrays.equals(made, file);
    return new Saved(
        envelope,
        exact
            ? Optional.empty()
            : first(PdfReport.read(made).orElseThrow().lines(), content.lines(), "line "),
        exact);
  }

  private static Saved excel(byte[] file) throws IOException {
    XlsxReport.Content content =
        XlsxReport.read(file)
            .orElseThrow(() -> new IllegalArgumentException("this workbook carries no figures"));
    Envelope envelope = Envelope.parse(content.json());
    List<String> expected =
        XlsxReport.read(XlsxReport.of(envelope, content.lang())).orElseThrow().cells();
    return new Saved(envelope, first(expected, content.cells(), ""), true);
  }

  private static Optional<String> first(List<String> expected, List<String> found, String place) {
    for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
      String should = i < expected.size() ? expected.get(i) : "nothing";
      String is = i < found.size() ? found.get(i) : "nothing";
      if (!should.equals(is)) {
        return Optional.of(
            (place.isEmpty() ? "" : place + (i + 1) + ": ") + is + " (sealed: " + should + ")");
      }
    }
    return Optional.empty();
  }

  /**
   * What is wrong with the seal of figures; empty when it proves them.
   *
   * @param trusted public key, X.509 in Base64
   */
  public static Optional<String> broken(Envelope envelope, ReportSeal seal, String trusted) {
    if (!seal.madeWith(trusted)) {
      return Optional.of("the seal was not made with this key, or was altered");
    }
    JsonNode report = envelope.report();
    if (!Objects.equals(seal.entity(), report.at("/entity/id").asText())) {
      return Optional.of("the seal is of another entity: " + seal.entity());
    }
    if (!Objects.equals(seal.period(), report.at("/period/text").asText())) {
      return Optional.of("the seal is of another period: " + seal.period());
    }
    return envelope.digest().equals(seal.digest())
        ? Optional.empty()
        : Optional.of("the figures are not those that were sealed");
  }

  /**
   * Whether a change restates the period itself; of a month the course of its year goes on anyway.
   */
  public static boolean restates(JsonNode report, Canonical.Change change) {
    boolean annual = report.at("/period/text").asText().length() == YEAR_LENGTH;
    String field = change.figure().split("\\.", 2)[0];
    return annual || !(field.equals("year") || field.equals("sources"));
  }

  /** The values in which figures differ from those that were sealed, or are newer. */
  public static List<Canonical.Change> changes(JsonNode before, JsonNode now) {
    return Canonical.changes(before, now, MAX_CHANGES);
  }
}
