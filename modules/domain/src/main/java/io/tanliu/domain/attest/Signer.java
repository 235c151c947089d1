// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.attest;

import io.tanliu.domain.reading.FrameRules;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A sender whose batches can be proven.
 *
 * @param id the sender's id, 1 to 64 characters of A-Z a-z 0-9 . _ -
 * @param units for which it may send
 * @param required true when these units take no readings over HTTP that are not sealed
 * @param keys its keys, older ones too: what they signed is still to be proven
 */
public record Signer(String id, Set<String> units, boolean required, List<Key> keys) {

  /** Most units of one sender. */
  public static final int MAX_UNITS = 1_000;

  /** Most keys of one sender. */
  public static final int MAX_KEYS = 100;

  /**
   * @throws IllegalArgumentException when it is none
   */
  public Signer {
    units = Set.copyOf(units);
    keys = List.copyOf(keys);
    if (!FrameRules.isName(id)) {
      throw new IllegalArgumentException(
          "sender: " + id + " (expected: 1 to 64 characters of A-Z a-z 0-9 . _ -)");
    }
    if (units.isEmpty() || units.size() > MAX_UNITS || keys.size() > MAX_KEYS) {
      throw new IllegalArgumentException(
          "units, keys: %d, %d (expected: 1 to %d, at most %d)"
              .formatted(units.size(), keys.size(), MAX_UNITS, MAX_KEYS));
    }
  }

  /**
   * A key.
   *
   * @param id which one
   * @param algorithm how it signs
   * @param publicKey X.509 in Base64
   * @param from first batch that it may sign
   * @param to last batch that it may sign; {@link Long#MAX_VALUE} until it is replaced
   */
  public record Key(String id, SealAlgorithm algorithm, String publicKey, long from, long to) {}

  /** The key of an id. */
  public Optional<Key> key(String keyId) {
    return keys.stream().filter(key -> key.id().equals(keyId)).findFirst();
  }

  /**
   * What is wrong with a seal by itself: who may seal, and whether it is this signer's.
   *
   * @param body bytes that came
   */
  public Optional<SealBreak> check(Seal seal, Seal.Context context, byte[] body) {
    if (!units.contains(context.unit())) {
      return SealBreak.of(SealBreak.Code.SEAL_SIGNER, "unit", context.unit(), "a unit of " + id);
    }
    Optional<Key> key = key(seal.key());
    if (key.isEmpty()) {
      return SealBreak.of(SealBreak.Code.SEAL_SIGNER, "key", seal.key(), "a key of " + id);
    }
    if (seal.seq() < key.get().from() || seal.seq() > key.get().to()) {
      return SealBreak.of(
          SealBreak.Code.SEAL_SIGNER,
          "key",
          seal.key(),
          "a key of " + id + " for batch " + seal.seq());
    }
    // Before the digest: what nobody signed says nothing.
    if (!key.get()
        .algorithm()
        .verifies(key.get().publicKey(), seal.statement(context), seal.signature())) {
      return SealBreak.of(
          SealBreak.Code.SEAL_SIGNATURE, "signature", seal.key(), "that of the statement");
    }
    String digest = Digests.of(body);
    return digest.equals(seal.digest())
        ? Optional.empty()
        : SealBreak.of(SealBreak.Code.SEAL_DIGEST, "digest", digest, seal.digest());
  }
}
