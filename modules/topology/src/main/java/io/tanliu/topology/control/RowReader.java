// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.control;

import java.nio.charset.StandardCharsets;

/** Reads what {@link RowWriter} wrote. */
final class RowReader {
  private final byte[] bytes;
  private int at;

  RowReader(byte[] bytes, int expected) {
    this.bytes = bytes;
    long version = number();
    if (version != expected) {
      throw new IllegalStateException(
          "control layout version: " + version + " (expected: " + expected + ")");
    }
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
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }
}
