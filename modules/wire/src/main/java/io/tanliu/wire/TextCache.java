// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Makes texts that come again and again, such as names of points, once. A place is taken by
 * whatever came last to it, so memory is bounded. Several threads may use one: a race costs a
 * String, never a wrong one, since entries are immutable.
 */
public final class TextCache {
  private final Entry[] entries;

  private static final class Entry {
    private final byte[] utf8;
    private final String text;

    private Entry(byte[] utf8) {
      this.utf8 = utf8;
      this.text = new String(utf8, StandardCharsets.UTF_8);
    }
  }

  /**
   * @param size number of texts that it holds at most, a power of two
   */
  public TextCache(int size) {
    if (Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException("size: " + size + " (expected: a power of two)");
    }
    this.entries = new Entry[size];
  }

  /** The text that the UTF-8 bytes {@code [from, from + length)} stand for. */
  public String of(byte[] bytes, int from, int length) {
    int hash = length;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    int slot = (hash ^ (hash >>> 15)) & (entries.length - 1);
    Entry known = entries[slot];
    if (known == null
        || !Arrays.equals(known.utf8, 0, known.utf8.length, bytes, from, from + length)) {
      known = new Entry(Arrays.copyOfRange(bytes, from, from + length));
      entries[slot] = known;
    }
    return known.text;
  }
}
