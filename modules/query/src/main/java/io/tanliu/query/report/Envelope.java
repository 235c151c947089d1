// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tanliu.domain.attest.ReportSeal;
import io.tanliu.domain.attest.SealAlgorithm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * A report with its seal, as every file of it carries them.
 *
 * @param report all figures
 * @param seal empty when nobody has sealed these figures
 */
public record Envelope(JsonNode report, Optional<ReportSeal> seal) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** SHA-256 of the figures as they are here. */
  public String digest() {
    return Canonical.digest(report);
  }

  /** True while figures may still change by themselves, because the period has not ended. */
  public boolean provisional() {
    return !report.path("state").asText().equals("final");
  }

  /** As JSON, for the inside of a file. */
  public String json() {
    ObjectNode root = JSON.createObjectNode();
    root.set("report", report);
    root.put("digest", digest());
    root.set("seal", seal.<JsonNode>map(Envelope::json).orElse(root.nullNode()));
    return Canonical.text(root);
  }

  /** A seal as JSON. */
  public static ObjectNode json(ReportSeal seal) {
    return JSON.createObjectNode()
        .put("entity", seal.entity())
        .put("period", seal.period())
        .put("digest", seal.digest())
        .put("sealedAt", seal.sealedAt())
        .put("sealedBy", seal.sealedBy())
        .put("key", seal.key())
        .put("algorithm", seal.algorithm().name())
        .put("publicKey", seal.publicKey())
        .put("signature", seal.signature());
  }

  /**
   * Reads one, also out of a saved answer of the API.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Envelope parse(String text) {
    try {
      JsonNode root = JSON.readTree(text);
      if (!root.path("report").isObject()) {
        throw new IllegalArgumentException("there is no report in it");
      }
      return new Envelope(
          root.get("report"),
          root.path("seal").isObject() ? Optional.of(seal(root.get("seal"))) : Optional.empty());
    } catch (IOException e) {
      throw new IllegalArgumentException("it is no JSON", e);
    }
  }

  /** A document that was stored in its canonical form. */
  public static JsonNode document(String canonical) {
    try {
      return JSON.readTree(canonical);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ReportSeal seal(JsonNode json) {
    return new ReportSeal(
        json.path("entity").asText(),
        json.path("period").asText(),
        json.path("digest").asText(),
        json.path("sealedAt").asText(),
        json.path("sealedBy").asText(),
        json.path("key").asText(),
        SealAlgorithm.valueOf(json.path("algorithm").asText()),
        json.path("publicKey").asText(),
        json.path("signature").asText());
  }
}
