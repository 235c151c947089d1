// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import java.util.Optional;

/**
 * The header field {@code Flag} (标志位).
 *
 * <p>Bit 0: an answer is wanted (应答). Bit 1: the packet is a part of several and carries {@code
 * PNUM} and {@code PNO} (拆分包). Bits 2 to 7: version. The letters A and D of the two lower bits
 * changed places between the editions, their meaning did not: {@code Flag=9} of HJ 212-2025 table 3
 * wants an answer and is not split.
 *
 * @param bits 0 to 255
 */
public record Flag(int bits) {
  private static final int ANSWER = 1;
  private static final int SPLIT = 2;
  private static final int VERSION = 2;

  public Flag {
    if (bits < 0 || bits > 255) {
      throw new IllegalArgumentException("Flag: " + bits + " (expected: 0 to 255)");
    }
  }

  /** The flag that says these three things. */
  public static Flag of(Version version, boolean answerWanted, boolean split) {
    return new Flag(
        (version.bits() << VERSION) | (answerWanted ? ANSWER : 0) | (split ? SPLIT : 0));
  }

  /** Whether the sender wants an answer. */
  public boolean answerWanted() {
    return (bits & ANSWER) != 0;
  }

  /** Whether the packet is a part of several. */
  public boolean split() {
    return (bits & SPLIT) != 0;
  }

  /** The revision; nothing when the version bits are none that a standard has given out. */
  public Optional<Version> version() {
    return Version.ofBits(bits >> VERSION);
  }

  /** The same with another answer bit. */
  public Flag wantingAnswer(boolean wanted) {
    return new Flag(wanted ? bits | ANSWER : bits & ~ANSWER);
  }

  /** The same with another split bit. */
  public Flag splitting(boolean split) {
    return new Flag(split ? bits | SPLIT : bits & ~SPLIT);
  }
}
