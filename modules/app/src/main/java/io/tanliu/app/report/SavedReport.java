// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanliu.domain.attest.ReportSeal;
import io.tanliu.domain.attest.SealAlgorithm;
import io.tanliu.gateway.NationalCrypto;
import io.tanliu.query.report.Canonical;
import io.tanliu.query.report.ReportProof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be said of a saved report. */
public final class SavedReport {
  private static final int MOST_CHANGES = 20;

  private final ReportProof.Saved saved;

  /**
   * @param saved what was read of the file
   */
  public SavedReport(ReportProof.Saved saved) {
    this.saved = saved;
  }

  /**
   * The finding.
   *
   * @param proven whether the file carries what was sealed
   * @param lines for people
   */
  public record Finding(boolean proven, List<String> lines) {}

  /** Path of the API that tells of the seal; empty when the report is not sealed. */
  public Optional<String> path() {
    return saved
        .envelope()
        .seal()
        .map(s -> "/api/v1/reports/%s/%s?digest=%s".formatted(s.entity(), s.period(), s.digest()));
  }

  /**
   * Holds the file against its seal.
   *
   * @param known public key that is believed, X.509 in Base64; empty to believe the server's record
   * @param server the server's answer for {@link #path()}; empty when it was not asked, or knows
   *     none
   */
  public Finding against(Optional<String> known, Optional<JsonNode> server) {
    Optional<ReportSeal> sealed = saved.envelope().seal();
    if (sealed.isEmpty()) {
      return altered("NOT SEALED: nobody has sealed these figures");
    }
    ReportSeal seal = sealed.get();
    if (seal.algorithm() == SealAlgorithm.SM2) {
      NationalCrypto.ensure();
    }
    if (saved.seen().isPresent()) {
      return altered("ALTERED: " + saved.seen().get());
    }
    if (server.isPresent() && !saved.envelope().digest().equals(seal.digest())) {
      Canonical.Change first =
          ReportProof.changes(server.get().path("report"), saved.envelope().report()).get(0);
      return altered(
          "ALTERED: %s is %s (sealed: %s)".formatted(first.figure(), first.now(), first.before()));
    }
    String key = known.orElseGet(() -> server.orElseThrow().at("/seal/publicKey").asText());
    Optional<String> broken = ReportProof.broken(saved.envelope(), seal, key);
    if (broken.isPresent()) {
      return altered("ALTERED: " + broken.get());
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "unaltered: %s %s, sealed %s by %s with key %s"
            .formatted(seal.entity(), seal.period(), seal.sealedAt(), seal.sealedBy(), seal.key()));
    if (saved.envelope().provisional()) {
      lines.add("the figures were provisional when they were sealed");
    }
    if (!saved.exact()) {
      lines.add(
          "another program has saved this PDF: its text is the sealed one, its look is not proven");
    }
    server.ifPresent(answer -> newer(answer.path("changes"), lines));
    return new Finding(true, lines);
  }

  private static void newer(JsonNode changes, List<String> lines) {
    List<JsonNode> restated = new ArrayList<>();
    changes.forEach(
        change -> {
          if (change.path("restated").asBoolean()) {
            restated.add(change);
          }
        });
    if (restated.isEmpty()) {
      lines.add("nothing was restated since");
    } else {
      lines.add("RESTATED since: " + restated.size() + " values are newer");
    }
    restated.stream()
        .limit(MOST_CHANGES)
        .forEach(
            change ->
                lines.add(
                    "  %s: %s, sealed %s"
                        .formatted(
                            change.path("figure").asText(),
                            change.path("now").asText(),
                            change.path("sealed").asText())));
    if (changes.size() > restated.size()) {
      lines.add("its year has gone on: " + (changes.size() - restated.size()) + " values");
    }
  }

  private static Finding altered(String line) {
    return new Finding(false, List.of(line));
  }
}
