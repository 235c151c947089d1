// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.access;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Texts that somebody else wrote, made safe to keep and to log. */
public final class Safe {
  private Safe() {}

  /**
   * Without what could begin a new line or steer a terminal: control, format and separator
   * characters stand as {@code \\uXXXX}. Keys, should they stand in it, lose their secret.
   *
   * @param most characters, at least 1
   */
  public static String text(String text, int most) {
    if (text == null) {
      return "";
    }
    StringBuilder safe = new StringBuilder();
    String bare =
        text.replaceAll(Secret.PREFIX + "([A-Za-z0-9-]{1,40})_[A-Za-z0-9_-]+", "tlk_$1_…");
    for (int i = 0; i < bare.length() && safe.length() < most; i++) {
      char c = bare.charAt(i);
      if (bad(c)) {
        safe.append(String.format("\\u%04x", (int) c));
      } else {
        safe.append(c);
      }
    }
    if (safe.length() > most) {
      safe.setLength(most);
    }
    int end = safe.length();
    if (end > 0 && Character.isHighSurrogate(safe.charAt(end - 1))) {
      safe.setLength(end - 1);
    }
    return safe.toString();
  }

  /** SHA-256 of a text, 64 lower-case hexadecimal digits. */
  public static String digest(String text) {
    return HexFormat.of().formatHex(Secret.sha256(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static boolean bad(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
