// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.avro.SignerDefinition;
import io.tanliu.domain.attest.Signer;
import io.tanliu.wire.SealMapping;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Senders of sealed batches as they stand in their topic. */
final class Signers {
  private final Map<String, Signer> signers = new ConcurrentHashMap<>();

  /** Takes a record of the topic; null deletes. */
  void signer(String id, SignerDefinition definition) {
    if (definition == null) {
      signers.remove(id);
    } else {
      signers.put(id, SealMapping.fromAvro(definition));
    }
  }

  Optional<Signer> find(String id) {
    return Optional.ofNullable(signers.get(id));
  }

  /** True when a unit takes sealed batches only. */
  boolean required(String unit) {
    return signers.values().stream()
        .anyMatch(signer -> signer.required() && signer.units().contains(unit));
  }
}
