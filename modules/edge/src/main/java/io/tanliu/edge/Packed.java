// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.edge;

/** Compressed readings, a JSON object per line; the bytes are not changed. */
final class Packed {
  private final byte[] bytes;

  Packed(byte[] bytes) {
    this.bytes = bytes;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return bytes.length;
  }
}
