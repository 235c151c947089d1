// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

/**
 * How a packet stands on the wire, beside what it says.
 *
 * @param checksum which one
 * @param lowerCase bits 0 to 3: which of the checksum's four digits are lower case letters; bit 3
 *     is the first digit
 * @param terminator what ends the frame
 * @param cipher how the region is written
 */
public record Wire(CrcKind checksum, int lowerCase, Terminator terminator, Cipher cipher) {
  /** As the standard has it. */
  public static final Wire STANDARD = new Wire(CrcKind.HJ, 0, Terminator.CR_LF, Cipher.PLAIN);

  /** What ends a frame. */
  public enum Terminator {
    /** CR LF, the standard's. */
    CR_LF(2),
    /** LF alone. */
    LF(1),
    /** Nothing: the next frame follows at once. */
    NONE(0);

    private final int length;

    Terminator(int length) {
      this.length = length;
    }

    /** In bytes. */
    public int length() {
      return length;
    }
  }

  /** The same with another cipher. */
  public Wire with(Cipher other) {
    return new Wire(checksum, lowerCase, terminator, other);
  }
}
