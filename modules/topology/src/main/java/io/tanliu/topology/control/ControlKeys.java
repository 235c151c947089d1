// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.control;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/** Keys of rows: the entity, a zero byte, and a number that sorts; numbers are 0 or more. */
final class ControlKeys {
  private ControlKeys() {}

  static Bytes row(String entity, int number) {
    byte[] name = entity.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(name.length + 1 + Integer.BYTES)
            .put(name)
            .put((byte) 0)
            .putInt(Math.max(0, number))
            .array());
  }

  static int number(Bytes key) {
    return ByteBuffer.wrap(key.get()).getInt(key.get().length - Integer.BYTES);
  }
}
