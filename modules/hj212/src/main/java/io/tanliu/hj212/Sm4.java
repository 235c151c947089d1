// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * SM4-ECB without padding, as HJ 212-2025 6.4.2 and annex A.2 want it: whole blocks of 16 bytes are
 * encrypted, what remains stays plain.
 */
final class Sm4 {
  static final int BLOCK = 16;

  private Sm4() {}

  static void check(byte[] key) {
    if (key.length != BLOCK) {
      throw new IllegalArgumentException("SM4 key: " + key.length + " bytes (expected: 16)");
    }
  }

  /** The region {@code bytes[from, to)}, encrypted or decrypted, in an array of its own. */
  static byte[] apply(boolean encrypt, byte[] key, byte[] bytes, int from, int to) {
    check(key);
    SM4Engine engine = new SM4Engine();
    engine.init(encrypt, new KeyParameter(key));
    byte[] result = new byte[to - from];
    int whole = result.length - result.length % BLOCK;
    for (int at = 0; at < whole; at += BLOCK) {
      engine.processBlock(bytes, from + at, result, at);
    }
    System.arraycopy(bytes, from + whole, result, whole, result.length - whole);
    return result;
  }
}
