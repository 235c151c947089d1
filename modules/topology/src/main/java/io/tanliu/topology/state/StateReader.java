// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import io.tanliu.domain.ledger.PointCounts;
import io.tanliu.wire.TextCache;
import java.util.function.BiConsumer;

/** Reads what {@link StateWriter} wrote. */
public final class StateReader {
  /** The same few dozen names stand in every row; making them anew was a third of reading a row. */
  private static final TextCache NAMES = new TextCache(1024);

  private final byte[] bytes;
  private final int version;
  private int at;

  /**
   * @param newest version that can be read, from 1
   */
  public StateReader(byte[] bytes, int newest) {
    this(bytes, 1, newest);
  }

  /**
   * @param oldest version that can be read
   * @param newest version that can be read
   */
  public StateReader(byte[] bytes, int oldest, int newest) {
    this.bytes = bytes;
    version = count();
    if (version < oldest || version > newest) {
      throw new IllegalStateException(
          "state layout version: " + version + " (expected: " + oldest + " to " + newest + ")");
    }
  }

  /** Version of the layout in which the value was written. */
  public int version() {
    return version;
  }

  /** The next number. */
  public long number() {
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

  /** The next number, as one that fits 32 bits. */
  public int count() {
    return Math.toIntExact(number());
  }

  /** The next text. */
  public String text() {
    return text(count());
  }

  /** The text whose length has just been read. */
  String text(int length) {
    int from = at;
    at += length;
    return NAMES.of(bytes, from, length);
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
}
