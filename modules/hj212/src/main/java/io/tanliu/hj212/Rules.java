// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a reader takes.
 *
 * @param checksums the checksums that are accepted; any but {@link CrcKind#HJ} is marked even so
 * @param longestSegment of the data segment, in bytes; 1 to 9999. The standards say 1024, devices
 *     in the field send more
 * @param keys for encrypted regions
 */
public record Rules(Set<CrcKind> checksums, int longestSegment, Sm4Keys keys) {
  /** The most that four digits can declare. */
  public static final int LONGEST_SEGMENT = 9999;

  public Rules {
    checksums = Set.copyOf(checksums);
    if (longestSegment < 1 || longestSegment > LONGEST_SEGMENT) {
      throw new IllegalArgumentException(
          "longestSegment: " + longestSegment + " (expected: 1 to " + LONGEST_SEGMENT + ")");
    }
  }

  /** The standard's checksum, any length, no keys. */
  public static Rules standard() {
    return new Rules(Set.of(CrcKind.HJ), LONGEST_SEGMENT, Sm4Keys.none());
  }

  /** Also the checksums that are not the standard's. */
  public Rules takingAnyChecksum() {
    return new Rules(EnumSet.allOf(CrcKind.class), longestSegment, keys);
  }

  /** The same with keys. */
  public Rules with(Sm4Keys other) {
    return new Rules(checksums, longestSegment, other);
  }
}
