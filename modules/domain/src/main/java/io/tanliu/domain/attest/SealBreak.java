// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.attest;

import java.util.Optional;

/**
 * Why a sealed batch is not what it should be.
 *
 * @param code stable code
 * @param field which part of the seal
 * @param value what was there
 * @param expected what should have been there
 */
public record SealBreak(Code code, String field, String value, String expected) {

  /** Stable codes. */
  public enum Code {
    /** No such sender or key, or not for this unit or batch. */
    SEAL_SIGNER,
    /** Nobody with this key signed this. */
    SEAL_SIGNATURE,
    /** The body is another than the sealed one. */
    SEAL_DIGEST,
    /** A batch is missing, was sent before, or stands in the place of another. */
    SEAL_SEQUENCE,
    /** The batch continues another chain. */
    SEAL_PREVIOUS
  }

  static Optional<SealBreak> of(Code code, String field, String value, String expected) {
    return Optional.of(new SealBreak(code, field, value, expected));
  }

  /**
   * What is wrong with the place of a batch that comes behind a head.
   *
   * @return empty when it is the next one
   */
  public static Optional<SealBreak> place(ChainHead head, Seal seal) {
    if (seal.seq() != head.seq() + 1) {
      return of(
          Code.SEAL_SEQUENCE,
          "seq",
          Long.toString(seal.seq()),
          (head.seq() + 1) + ", behind " + head.link());
    }
    return seal.previous().equals(head.link())
        ? Optional.empty()
        : of(Code.SEAL_PREVIOUS, "previous", seal.previous(), head.link());
  }

  @Override
  public String toString() {
    return code + " " + field + ": " + value + " (expected: " + expected + ")";
  }
}
