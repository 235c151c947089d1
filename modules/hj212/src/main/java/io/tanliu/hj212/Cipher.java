// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

/** How a region stands on the wire. */
public enum Cipher {
  /** As text. */
  PLAIN,
  /** Encrypted, as bytes: the region keeps its length. */
  SM4,
  /**
   * Encrypted and written as the annex prints it, {@code {0xE4,0x3E,…}} and the plain rest: length
   * and checksum still are those of the plain segment, so the frame is longer than it declares.
   */
  SM4_LISTED
}
