// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/** Keys of rows: the entity, a zero byte, and an hour that sorts; hours are after 1970. */
final class AuditKeys {
  private AuditKeys() {}

  static Bytes row(String entity, long hour) {
    byte[] name = entity.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(name.length + 1 + Long.BYTES)
            .put(name)
            .put((byte) 0)
            .putLong(Math.max(0, hour))
            .array());
  }

  static long hour(Bytes key) {
    return ByteBuffer.wrap(key.get()).getLong(key.get().length - Long.BYTES);
  }

  static String entity(Bytes key) {
    return new String(key.get(), 0, key.get().length - 1 - Long.BYTES, StandardCharsets.UTF_8);
  }
}
