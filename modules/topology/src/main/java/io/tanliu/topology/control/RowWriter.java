// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.control;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a row of state: numbers of variable length, and texts. */
final class RowWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);

  RowWriter(int version) {
    number(version);
  }

  RowWriter number(long value) {
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      bytes.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes.write((int) rest);
    return this;
  }

  RowWriter text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    number(utf8.length);
    bytes.writeBytes(utf8);
    return this;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
