// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.client.seal.SealKey;
import io.tanliu.domain.attest.SealAlgorithm;
import io.tanliu.domain.reading.FrameRules;
import io.tanliu.gateway.NationalCrypto;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a key. */
@Command(
    name = "keygen",
    description =
        "Makes a sender's key; the file holds its private part and stays with the sender.",
    mixinStandardHelpOptions = true)
final class AttestKeygenCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(names = "--sender", required = true, description = "Id of the sender.")
  String sender;

  @Option(names = "--key", defaultValue = "k1", description = "Id of the key; default: k1.")
  String key;

  @Option(
      names = "--algorithm",
      defaultValue = "ED25519",
      description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
  SealAlgorithm algorithm;

  @Option(names = "--out", required = true, description = "File to write; must not exist.")
  Path out;

  @Override
  public Integer call() throws Exception {
    if (!FrameRules.isName(sender) || !FrameRules.isName(key)) {
      throw new ParameterException(
          spec.commandLine(), "--sender, --key: 1 to 64 characters of A-Z a-z 0-9 . _ -");
    }
    NationalCrypto.ensure();
    SealKey made = SealKey.generate(sender, key, algorithm);
    made.write(out);
    spec.commandLine().getOut().println(made.publicKey());
    spec.commandLine().getOut().flush();
    return 0;
  }
}
