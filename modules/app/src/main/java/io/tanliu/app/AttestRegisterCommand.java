// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.app;

import io.tanliu.app.attest.Attestation;
import io.tanliu.app.attest.SignerWriter;
import io.tanliu.domain.attest.ChainHead;
import io.tanliu.domain.attest.SealAlgorithm;
import io.tanliu.domain.attest.Signer;
import io.tanliu.domain.reading.FrameRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Registers a sender, or a new key of one. */
@Command(
    name = "register",
    description = {
      "Registers a sender's public key, or its next one: what comes behind the newest batch is"
          + " then",
      "signed by it, and what was signed before stays proven by the key before."
    },
    mixinStandardHelpOptions = true)
final class AttestRegisterCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Mixin ClusterOptions cluster;

  @Option(names = "--sender", required = true, description = "Id of the sender.")
  String sender;

  @Option(
      names = "--unit",
      split = ",",
      description = "Units for which it sends; needed the first time.")
  List<String> units = List.of();

  @Option(names = "--key", defaultValue = "k1", description = "Id of the key; default: k1.")
  String key;

  @Option(
      names = "--algorithm",
      defaultValue = "ED25519",
      description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
  SealAlgorithm algorithm;

  @Option(
      names = "--public-key",
      description = "Public key as attest keygen prints it; without it, units and --required only.")
  Optional<String> publicKey;

  @Option(
      names = "--required",
      negatable = true,
      description = "The units take no unsealed readings over HTTP any more; --no-required again.")
  Optional<Boolean> required;

  @Override
  public Integer call() throws Exception {
    Map<String, Object> clients = cluster.clients();
    Attestation attestation = new Attestation(clients);
    Optional<Signer> before = Optional.ofNullable(attestation.signers().get(sender));
    Set<String> whose =
        units.isEmpty() ? before.map(Signer::units).orElse(Set.of()) : Set.copyOf(units);
    long next = attestation.heads().getOrDefault(sender, ChainHead.START).seq() + 1;
    Signer signer;
    try {
      signer =
          new Signer(
              sender,
              whose,
              required.orElse(before.map(Signer::required).orElse(false)),
              keys(before.map(Signer::keys).orElse(List.of()), next));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
    SignerWriter.write(clients, signer);
    spec.commandLine()
        .getOut()
        .printf(
            "%s: %d unit(s), %d key(s), next batch %d%s%n",
            sender,
            signer.units().size(),
            signer.keys().size(),
            next,
            signer.required() ? ", sealed batches only" : "");
    spec.commandLine().getOut().flush();
    return 0;
  }

  /** A key whose id is there already is left as it is. */
  private List<Signer.Key> keys(List<Signer.Key> before, long next) {
    if (publicKey.isEmpty()) {
      return before;
    }
    if (before.stream().anyMatch(k -> k.id().equals(key)) || !FrameRules.isName(key)) {
      throw new IllegalArgumentException("--key: " + key + " (expected: a new id)");
    }
    algorithm.publicKey(publicKey.get());
    List<Signer.Key> keys = new ArrayList<>();
    for (Signer.Key old : before) {
      keys.add(
          new Signer.Key(
              old.id(),
              old.algorithm(),
              old.publicKey(),
              old.from(),
              Math.min(old.to(), next - 1)));
    }
    keys.add(new Signer.Key(key, algorithm, publicKey.get(), next, Long.MAX_VALUE));
    return keys;
  }
}
