// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.hj212;

import java.util.Optional;

/** Where the SM4 keys of devices are (HJ 212-2025, 6.4). */
@FunctionalInterface
public interface Sm4Keys {
  /** The key of 16 bytes of the device {@code mn}; nothing when it has none. */
  Optional<byte[]> of(String mn);

  /** No device has a key. */
  static Sm4Keys none() {
    return mn -> Optional.empty();
  }

  /** All devices have this key, of 16 bytes. */
  static Sm4Keys always(byte[] key) {
    Sm4.check(key);
    byte[] own = key.clone();
    return mn -> Optional.of(own.clone());
  }
}
