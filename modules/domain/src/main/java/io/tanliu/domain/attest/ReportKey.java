// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.attest;

import java.util.Base64;

/**
 * The key with which an instance seals reports.
 *
 * @param id which one, for people
 * @param algorithm how it signs
 * @param privateKey PKCS #8 in Base64
 * @param publicKey X.509 in Base64
 */
public record ReportKey(String id, SealAlgorithm algorithm, String privateKey, String publicKey) {

  /**
   * Seals the figures of a report.
   *
   * @param digest SHA-256 of the report's canonical form
   * @param sealedAt when, ISO 8601
   * @param sealedBy who; may not be empty
   */
  public ReportSeal seal(
      String entity, String period, String digest, String sealedAt, String sealedBy) {
    ReportSeal open =
        new ReportSeal(entity, period, digest, sealedAt, sealedBy, id, algorithm, publicKey, "");
    return open.signed(
        Base64.getEncoder().encodeToString(algorithm.sign(privateKey, open.statement())));
  }

  /** Without the private part. */
  @Override
  public String toString() {
    return "ReportKey[" + id + ", " + algorithm + "]";
  }
}
