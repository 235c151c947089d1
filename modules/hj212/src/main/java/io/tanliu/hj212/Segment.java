// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import java.util.Arrays;
import java.util.Optional;

/** A data segment, at first as it stands on the wire. Arrays here belong to nobody else. */
final class Segment {
  private final byte[] bytes;
  private final int to;
  private final int crcAt;
  private final int declared;
  private final int stated;
  private final Cipher cipher;
  private final boolean sealed;

  /** The segment {@code bytes[HEAD, to)}, its checksum behind it. */
  Segment(byte[] bytes, int to, int declared, int stated) {
    this(bytes, to, to, declared, stated, Cipher.PLAIN, false);
  }

  private Segment(
      byte[] bytes, int to, int crcAt, int declared, int stated, Cipher cipher, boolean sealed) {
    this.bytes = bytes;
    this.to = to;
    this.crcAt = crcAt;
    this.declared = declared;
    this.stated = stated;
    this.cipher = cipher;
    this.sealed = sealed;
  }

  /**
   * The plain segment. The standard marks encryption nowhere: a region is taken for encrypted when
   * it is no text, or is a listing. Length and checksum are those of the plain segment.
   */
  Segment open(int region, Header header, Sm4Keys keys, Findings findings) {
    int regionTo = to - Packet.CLOSING.length;
    boolean listed = Listing.begins(bytes, region, regionTo);
    if (header.version() != Version.V2025
        || (!listed && Bytes.printable(bytes, region, regionTo))) {
      return this;
    }
    Optional<byte[]> encrypted =
        listed
            ? Listing.read(bytes, region, regionTo)
            : Optional.of(Arrays.copyOfRange(bytes, region, regionTo));
    boolean asItStands =
        Bytes.textual(bytes, region, regionTo) && declared == length() && checksum().isPresent();
    Optional<byte[]> key = keys.of(header.mn());
    if (encrypted.isEmpty() || (key.isEmpty() && asItStands)) {
      return this;
    }
    Cipher kind = listed ? Cipher.SM4_LISTED : Cipher.SM4;
    if (key.isEmpty()) {
      findings.error(Code.KEY_MISSING, "MN", header.mn(), "a device with an SM4 key", region);
      return new Segment(bytes, to, crcAt, declared, stated, kind, true);
    }
    Segment plain = decrypted(region, encrypted.get(), key.get(), kind);
    if (plain.plausible(region)) {
      return plain;
    }
    if (asItStands) {
      return this;
    }
    findings.error(
        Code.DECRYPTION_FAILED,
        "CRC",
        stated < 0 ? "" : Bytes.hex(stated),
        Bytes.hex(Crc.hj(plain.bytes, Decoder.HEAD, plain.to)),
        crcAt);
    return new Segment(bytes, to, crcAt, declared, stated, kind, true);
  }

  private Segment decrypted(int region, byte[] encrypted, byte[] key, Cipher kind) {
    byte[] plain = Sm4.apply(false, key, encrypted, 0, encrypted.length);
    byte[] whole = Arrays.copyOf(bytes, region + plain.length + Packet.CLOSING.length);
    System.arraycopy(plain, 0, whole, region, plain.length);
    System.arraycopy(Packet.CLOSING, 0, whole, region + plain.length, Packet.CLOSING.length);
    return new Segment(whole, whole.length, crcAt, declared, stated, kind, false);
  }

  /** One of 256 wrong keys gives the right checksum, but not text. */
  private boolean plausible(int region) {
    return Bytes.textual(bytes, region, to) && checksum().isPresent();
  }

  /** The checksum that is the one stated; nothing when none of the known ones is. */
  Optional<CrcKind> checksum() {
    return CrcKind.find(stated, bytes, Decoder.HEAD, to);
  }

  /** Whether it is encrypted and could not be opened. */
  boolean sealed() {
    return sealed;
  }

  byte[] bytes() {
    return bytes;
  }

  int to() {
    return to;
  }

  int length() {
    return to - Decoder.HEAD;
  }

  /** Where the checksum stands in the frame. */
  int crcAt() {
    return crcAt;
  }

  int declared() {
    return declared;
  }

  /** The checksum that the frame states, or -1. */
  int stated() {
    return stated;
  }

  Cipher cipher() {
    return cipher;
  }
}
