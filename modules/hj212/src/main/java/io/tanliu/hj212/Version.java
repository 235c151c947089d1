// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import java.util.Optional;

/** Revision of the standard (标准版本号), as the version bits of {@link Flag} name it. */
public enum Version {
  /** HJ/T 212-2005: version bits 0; also every frame without {@code Flag}. */
  V2005("HJ/T 212-2005"),
  /** HJ 212-2017: version bits 1 ({@code Flag} 4 to 7). */
  V2017("HJ 212-2017"),
  /** HJ 212-2025: version bits 2 ({@code Flag} 8 to 11). */
  V2025("HJ 212-2025");

  private final String title;

  Version(String title) {
    this.title = title;
  }

  /** What the standard is called. */
  public String title() {
    return title;
  }

  /** The value of the bits V5 to V0: 0, 1 or 2. */
  public int bits() {
    return switch (this) {
      case V2005 -> 0;
      case V2017 -> 1;
      case V2025 -> 2;
    };
  }

  /** The revision of these version bits; nothing for bits that no standard has given out. */
  public static Optional<Version> ofBits(int bits) {
    return switch (bits) {
      case 0 -> Optional.of(V2005);
      case 1 -> Optional.of(V2017);
      case 2 -> Optional.of(V2025);
      default -> Optional.empty();
    };
  }
}
