// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.avro.SealedBatch;
import io.tanliu.avro.SignerDefinition;
import io.tanliu.avro.SignerKey;
import io.tanliu.domain.attest.Seal;
import io.tanliu.domain.attest.SealAlgorithm;
import io.tanliu.domain.attest.Signer;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** Senders and seals as Avro. */
public final class SealMapping {
  private SealMapping() {}

  /** The record for a sender. */
  public static SignerDefinition toAvro(Signer signer) {
    return SignerDefinition.newBuilder()
        .setId(signer.id())
        .setUnits(signer.units().stream().sorted().toList())
        .setRequired(signer.required())
        .setKeys(
            signer.keys().stream()
                .map(
                    key ->
                        new SignerKey(
                            key.id(),
                            key.algorithm().name(),
                            key.publicKey(),
                            key.from(),
                            key.to()))
                .toList())
        .build();
  }

  /**
   * The sender in a record.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Signer fromAvro(SignerDefinition record) {
    List<Signer.Key> keys =
        record.getKeys().stream()
            .map(
                key ->
                    new Signer.Key(
                        key.getId(),
                        Parse.constant("algorithm", key.getAlgorithm(), SealAlgorithm.class),
                        key.getPublicKey(),
                        key.getFromSeq(),
                        key.getToSeq()))
            .toList();
    return new Signer(record.getId(), Set.copyOf(record.getUnits()), record.getRequired(), keys);
  }

  /** The seal of a batch. */
  public static Seal seal(SealedBatch batch) {
    return new Seal(
        batch.getSender(),
        batch.getKey(),
        batch.getSeq(),
        batch.getPrevious(),
        batch.getDigest(),
        Base64.getEncoder().encodeToString(bytes(batch.getSignature())));
  }

  /** What was sealed beside its body. */
  public static Seal.Context context(SealedBatch batch) {
    return new Seal.Context(batch.getUnit(), batch.getMode(), batch.getContentType());
  }

  /** The body of a batch. */
  public static byte[] body(SealedBatch batch) {
    return bytes(batch.getBody());
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
