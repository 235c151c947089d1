// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import io.tanliu.domain.ledger.PointCounts;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;

/**
 * Writes one state value: a version, then variable-length numbers and strings as in Avro's binary
 * encoding. State is read back by the same program years of events later, so every value begins
 * with the version of its layout.
 */
public final class StateWriter {
  private static final int LONGEST_NUMBER = 10;

  private byte[] bytes;
  private int size;

  /**
   * @param version of the layout
   */
  public StateWriter(int version) {
    this(version, 256);
  }

  /**
   * @param capacity bytes that are expected
   */
  public StateWriter(int version, int capacity) {
    bytes = new byte[capacity];
    number(version);
  }

  /** Adds a number in as few bytes as it needs. */
  public StateWriter number(long value) {
    room(LONGEST_NUMBER);
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  /** Adds a text. */
  public StateWriter text(String value) {
    int length = value.length();
    room(LONGEST_NUMBER + length);
    int before = size;
    number(length);
    for (int i = 0; i < length; i++) {
      char next = value.charAt(i);
      if (next > 0x7F) {
        size = before;
        return utf8(value);
      }
      bytes[size++] = (byte) next;
    }
    return this;
  }

  private StateWriter utf8(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    number(utf8.length);
    room(utf8.length);
    System.arraycopy(utf8, 0, bytes, size, utf8.length);
    size += utf8.length;
    return this;
  }

  StateWriter points(PointCounts points) {
    number(points.size());
    points.forEach(
        (flow, from, count) -> {
          text(flow).number(count).number(from == PointCounts.ALWAYS ? 0 : 1);
          if (from != PointCounts.ALWAYS) {
            number(from);
          }
        });
    return this;
  }

  StateWriter ranges(SortedMap<Long, Long> ranges) {
    number(ranges.size());
    ranges.forEach((start, end) -> number(start).number(end - start));
    return this;
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }

  /** What was written. */
  public byte[] bytes() {
    return Arrays.copyOf(bytes, size);
  }
}
