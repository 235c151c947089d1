// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app.report;

import io.tanliu.client.seal.SealKey;
import io.tanliu.domain.attest.ReportKey;
import io.tanliu.domain.attest.SealAlgorithm;
import io.tanliu.gateway.NationalCrypto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The key with which an instance seals reports: a file as {@code attest keygen} makes it. */
public final class ReportKeys {
  /** Key of the setting: the file. Without it the instance seals nothing. */
  public static final String FILE = "report.key";

  private ReportKeys() {}

  /**
   * The key that the configuration names.
   *
   * @throws UncheckedIOException when there is none in the file
   */
  public static Optional<ReportKey> of(Map<String, Object> config) {
    Object file = config.get(FILE);
    if (file == null || file.toString().isBlank()) {
      return Optional.empty();
    }
    try {
      SealKey key = SealKey.read(Path.of(file.toString().strip()));
      if (key.algorithm() == SealAlgorithm.SM2) {
        NationalCrypto.ensure();
      }
      return Optional.of(
          new ReportKey(
              key.sender() + "/" + key.key(), key.algorithm(), key.privateKey(), key.publicKey()));
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + ": " + e.getMessage(), e);
    }
  }

  /** The key file of a demo, made with the first start. */
  public static Path demo(Path data) throws IOException {
    Path file = data.resolve("report.key");
    if (!Files.exists(file)) {
      Files.createDirectories(data);
      SealKey.generate("demo", "k1", SealAlgorithm.ED25519).write(file);
    }
    return file;
  }
}
