// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import io.tanliu.topology.state.VersionedBytes;
import io.tanliu.topology.state.VersionedBytes.Reader;
import io.tanliu.topology.state.VersionedBytes.Writer;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;

/** State and messages of the views as bytes; every value begins with the version of its layout. */
final class ViewBytes {
  private static final int VERSION = 1;

  private ViewBytes() {}

  static byte[] write(Writer writer) {
    return VersionedBytes.write(VERSION, writer);
  }

  static <T> T read(byte[] bytes, Reader<T> reader) {
    return VersionedBytes.read(VERSION, bytes, reader);
  }

  static void decimal(DataOutputStream out, Optional<BigDecimal> value) throws IOException {
    out.writeUTF(value.map(BigDecimal::toString).orElse(""));
  }

  static Optional<BigDecimal> decimal(DataInputStream in) throws IOException {
    String text = in.readUTF();
    return text.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(text));
  }
}
