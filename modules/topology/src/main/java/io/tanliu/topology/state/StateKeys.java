// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/** Keys of rows: the entity, a zero byte, a kind, and a time that sorts. */
public final class StateKeys {
  private StateKeys() {}

  /** Key of a row. */
  public static Bytes row(String entity, int kind, long time) {
    byte[] name = entity.getBytes(StandardCharsets.UTF_8);
    // Flipping the sign bit makes negative times sort before positive ones.
    return Bytes.wrap(
        ByteBuffer.allocate(name.length + 10)
            .put(name)
            .put((byte) 0)
            .put((byte) kind)
            .putLong(time ^ Long.MIN_VALUE)
            .array());
  }

  /** Time in the key of a row. */
  public static long time(Bytes key) {
    return ByteBuffer.wrap(key.get()).getLong(key.get().length - Long.BYTES) ^ Long.MIN_VALUE;
  }

  /** Key of an entity's child. */
  public static Bytes child(String entity, String child) {
    return Bytes.wrap((entity + '\0' + child).getBytes(StandardCharsets.UTF_8));
  }

  /** Least key beyond all children of an entity. */
  public static Bytes afterChildren(String entity) {
    return Bytes.wrap((entity + '\1').getBytes(StandardCharsets.UTF_8));
  }
}
