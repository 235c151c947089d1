// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client.table;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a file is, by its first bytes. */
enum Signature {
  ZIP,
  OLE2,
  MARKUP,
  TEXT;

  static Signature of(byte[] start) {
    if (starts(start, 'P', 'K', 3, 4)) {
      return ZIP;
    }
    if (starts(start, 0xD0, 0xCF, 0x11, 0xE0)) {
      return OLE2;
    }
    String text = new String(start, StandardCharsets.ISO_8859_1).replace("\u00EF\u00BB\u00BF", "");
    String first = text.strip().toLowerCase(Locale.ROOT);
    boolean markup =
        first.startsWith("<!doctype") || first.startsWith("<html") || first.startsWith("<?xml");
    return markup ? MARKUP : TEXT;
  }

  private static boolean starts(byte[] bytes, int... expected) {
    if (bytes.length < expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if ((bytes[i] & 0xFF) != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
