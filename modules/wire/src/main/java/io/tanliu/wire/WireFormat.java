// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

/** Confluent's framing: a zero byte, the schema id as a big-endian int, then the Avro bytes. */
final class WireFormat {
  static final byte MAGIC = 0;
  static final int HEADER_BYTES = 5;

  private WireFormat() {}

  static String subject(String topic, boolean key) {
    return topic + (key ? "-key" : "-value");
  }
}
