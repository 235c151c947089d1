// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a packet as a frame. What was read and accepted is written byte for byte as it was.
 *
 * <p>Thread-safe.
 */
public final class Encoder {
  private final Sm4Keys keys;

  /** A writer that has these keys for packets that are to be encrypted. */
  public Encoder(Sm4Keys keys) {
    this.keys = keys;
  }

  /** A writer of plain packets. */
  public static Encoder plain() {
    return new Encoder(Sm4Keys.none());
  }

  /**
   * The whole frame. Length and checksum are those of the plain segment, also of an encrypted one.
   *
   * @throws IllegalArgumentException when the segment is longer than 9999 bytes, or is to be
   *     encrypted and its device has no key
   */
  public byte[] encode(Packet packet) {
    int length = packet.to() - packet.from();
    if (length > Rules.LONGEST_SEGMENT) {
      throw new IllegalArgumentException(
          "segment: " + length + " (expected: at most " + Rules.LONGEST_SEGMENT + ")");
    }
    byte[] region = encrypted(packet);
    int regionLength = region.length;
    int head = packet.regionFrom() - packet.from();
    Wire wire = packet.wire();
    byte[] frame =
        new byte
            [Decoder.HEAD
                + head
                + regionLength
                + Packet.CLOSING.length
                + Decoder.CRC
                + wire.terminator().length()];
    frame[0] = '#';
    frame[1] = '#';
    for (int i = 0, rest = length; i < 4; i++, rest /= 10) {
      frame[5 - i] = (byte) ('0' + rest % 10);
    }
    System.arraycopy(packet.bytes(), packet.from(), frame, Decoder.HEAD, head);
    int at = Decoder.HEAD + head;
    System.arraycopy(region, 0, frame, at, regionLength);
    at += regionLength;
    frame[at++] = '&';
    frame[at++] = '&';
    at = checksum(packet, frame, at);
    switch (wire.terminator()) {
      case CR_LF -> {
        frame[at] = '\r';
        frame[at + 1] = '\n';
      }
      case LF -> frame[at] = '\n';
      case NONE -> {}
    }
    return frame;
  }

  private static int checksum(Packet packet, byte[] frame, int from) {
    Wire wire = packet.wire();
    int value = wire.checksum().of(packet.bytes(), packet.from(), packet.to());
    byte[] digits = Bytes.hex(value).getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < digits.length; i++) {
      boolean lower = ((wire.lowerCase() >> (3 - i)) & 1) == 1;
      frame[from + i] = lower ? (byte) Character.toLowerCase(digits[i]) : digits[i];
    }
    return from + digits.length;
  }

  private byte[] encrypted(Packet packet) {
    Cipher cipher = packet.wire().cipher();
    if (cipher == Cipher.PLAIN) {
      return Arrays.copyOfRange(packet.bytes(), packet.regionFrom(), packet.regionTo());
    }
    byte[] key =
        keys.of(packet.header().mn())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "MN: " + packet.header().mn() + " (expected: a device with an SM4 key)"));
    byte[] region = Sm4.apply(true, key, packet.bytes(), packet.regionFrom(), packet.regionTo());
    return cipher == Cipher.SM4_LISTED ? Listing.write(region) : region;
  }
}
