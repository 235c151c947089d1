// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.station;

import java.util.Map;
import java.util.Optional;

/**
 * Who wrote the letters of the flags. They contradict each other — {@code N} is "normal" in HJ 212
 * and "incorrect" at the ICOS thematic centre — so a letter means nothing without its scheme.
 */
public enum FlagScheme {
  /** Data flags of HJ 212-2017, 6.6.4. */
  HJ212(
      Map.of(
          "N", QcFlag.VALID_SO_FAR,
          "F", QcFlag.FAULT,
          "M", QcFlag.MAINTENANCE,
          "S", QcFlag.SUSPECT,
          "D", QcFlag.FAULT,
          "C", QcFlag.CALIBRATION,
          "T", QcFlag.OUT_OF_RANGE,
          "B", QcFlag.FAULT)),
  /** Flags of ICOS: U and N before, O and K after a person looked (metadata of the WDCGG). */
  ICOS(
      Map.of(
          "U", QcFlag.VALID_SO_FAR,
          "N", QcFlag.SUSPECT,
          "O", QcFlag.VALID,
          "K", QcFlag.INVALID)),
  /** The names of {@link QcFlag} in lower case. */
  PLAIN(Map.of());

  @SuppressWarnings("ImmutableEnumChecker") // made by Map.of alone
  private final Map<String, QcFlag> letters;

  FlagScheme(Map<String, QcFlag> letters) {
    this.letters = letters;
  }

  /** The flag that a text means; empty when the scheme has no such text. */
  public Optional<QcFlag> flag(String text) {
    if (this == PLAIN) {
      for (QcFlag flag : QcFlag.values()) {
        if (flag.name().equalsIgnoreCase(text)) {
          return Optional.of(flag);
        }
      }
      return Optional.empty();
    }
    return Optional.ofNullable(letters.get(text));
  }
}
