// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference;

import java.util.Map;
import java.util.Optional;

/** Chinese and English names of the codes that staff see, in one catalogue. */
public final class Terminology {
  private final Map<String, Name> names;

  /** A name in both languages. */
  public record Name(String zh, String en) {}

  Terminology(Map<String, Name> names) {
    this.names = Map.copyOf(names);
  }

  static String key(String kind, String code) {
    return kind + "|" + code;
  }

  /**
   * The names of a code.
   *
   * @param kind what the code is one of, such as level, lamp or reason
   */
  public Optional<Name> of(String kind, String code) {
    return Optional.ofNullable(names.get(key(kind, code)));
  }
}
