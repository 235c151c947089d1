// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

/** Is told of every record of a topic that each instance keeps whole. */
@FunctionalInterface
interface MirrorListener {
  /**
   * The newest value of a key. It may be told of the same record twice, and is called by one thread
   * at a time.
   *
   * @param value null when the key was deleted
   */
  void changed(String key, byte[] value);
}
