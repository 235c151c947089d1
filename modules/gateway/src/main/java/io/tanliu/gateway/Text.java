// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

/** What senders wrote, made safe to keep and show. */
final class Text {
  private Text() {}

  /** At most {@code max} characters; a cut is shown, and never splits a surrogate pair. */
  static String shorten(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(max - 2)) ? max - 2 : max - 1;
    return text.substring(0, end) + "…";
  }
}
