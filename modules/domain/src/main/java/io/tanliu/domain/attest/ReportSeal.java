// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.attest;

import java.nio.charset.StandardCharsets;

/**
 * What the system says of a report, and signs: at that time it stated these figures.
 *
 * @param entity unit id, region code or industry entity
 * @param period {@code yyyy-MM} or {@code yyyy}
 * @param digest SHA-256 of the report's canonical form, 64 hexadecimal digits
 * @param sealedAt ISO 8601 with offset
 * @param sealedBy id of who sealed it
 * @param key id of the key
 * @param algorithm how it signs
 * @param publicKey X.509 in Base64; believed only when it is known from elsewhere
 * @param signature of {@link #statement()}, Base64
 */
public record ReportSeal(
    String entity,
    String period,
    String digest,
    String sealedAt,
    String sealedBy,
    String key,
    SealAlgorithm algorithm,
    String publicKey,
    String signature) {

  /** What is signed: one line for each part. */
  public byte[] statement() {
    return String.join(
            "\n",
            "tanliu-report-seal-1",
            line(entity),
            line(period),
            line(digest),
            line(sealedAt),
            line(sealedBy),
            line(key),
            "")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String line(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  ReportSeal signed(String made) {
    return new ReportSeal(
        entity, period, digest, sealedAt, sealedBy, key, algorithm, publicKey, made);
  }

  /**
   * True when the seal was made with that key.
   *
   * @param trusted public key, X.509 in Base64, as it is known from elsewhere than the report
   */
  public boolean madeWith(String trusted) {
    return algorithm.verifies(trusted, statement(), signature);
  }
}
