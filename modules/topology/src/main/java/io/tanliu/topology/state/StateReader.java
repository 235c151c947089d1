// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import io.tanliu.domain.ledger.PointCounts;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BiConsumer;

/** Reads what {@link StateWriter} wrote. */
final class StateReader {
  private final byte[] bytes;
  private final int version;
  private int at;

  StateReader(byte[] bytes, int newest) {
    this.bytes = bytes;
    version = count();
    if (version < 1 || version > newest) {
      throw new IllegalStateException(
          "state layout version: " + version + " (expected: 1 to " + newest + ")");
    }
  }

  /** Version of the layout in which the value was written. */
  int version() {
    return version;
  }

  long number() {
    long rest = 0;
    int shift = 0;
    byte next;
    do {
      next = bytes[at++];
      rest |= (next & 0x7FL) << shift;
      shift += 7;
    } while (next < 0);
    return (rest >>> 1) ^ -(rest & 1);
  }

  int count() {
    return Math.toIntExact(number());
  }

  String text() {
    int length = count();
    int from = at;
    at += length;
    return Names.of(bytes, from, length);
  }

  /** Points of always, as the first version wrote them. */
  void undatedPoints(PointCounts into) {
    int size = count();
    for (int i = 0; i < size; i++) {
      into.add(text(), PointCounts.ALWAYS, number());
    }
  }

  void points(PointCounts into) {
    int size = count();
    for (int i = 0; i < size; i++) {
      String flow = text();
      long points = number();
      into.add(flow, number() == 0 ? PointCounts.ALWAYS : number(), points);
    }
  }

  void ranges(BiConsumer<Long, Long> into) {
    int size = count();
    for (int i = 0; i < size; i++) {
      long start = number();
      into.accept(start, start + number());
    }
  }

  /**
   * The same few dozen names stand in every row; making them anew was a third of reading a row. A
   * race between threads costs a String, never a wrong one: entries are immutable.
   */
  private static final class Names {
    private static final Names[] KNOWN = new Names[1024];

    private final byte[] utf8;
    private final String name;

    private Names(byte[] utf8) {
      this.utf8 = utf8;
      this.name = new String(utf8, StandardCharsets.UTF_8);
    }

    static String of(byte[] bytes, int from, int length) {
      int hash = length;
      for (int i = from; i < from + length; i++) {
        hash = 31 * hash + bytes[i];
      }
      int slot = (hash ^ (hash >>> 15)) & (KNOWN.length - 1);
      Names known = KNOWN[slot];
      if (known == null
          || !Arrays.equals(known.utf8, 0, known.utf8.length, bytes, from, from + length)) {
        known = new Names(Arrays.copyOfRange(bytes, from, from + length));
        KNOWN[slot] = known;
      }
      return known.name;
    }
  }
}
