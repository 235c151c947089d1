// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Optional;

/** State and messages of the views as bytes; every value begins with the version of its layout. */
final class ViewBytes {
  private static final int VERSION = 1;

  private ViewBytes() {}

  /** Writes a value. */
  @FunctionalInterface
  interface Writer {
    void write(DataOutputStream out) throws IOException;
  }

  /** Reads a value. */
  @FunctionalInterface
  interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }

  static byte[] write(Writer writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      writer.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static <T> T read(byte[] bytes, Reader<T> reader) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IllegalStateException(
            "layout version of views: " + version + " (expected: " + VERSION + ")");
      }
      return reader.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void decimal(DataOutputStream out, Optional<BigDecimal> value) throws IOException {
    out.writeUTF(value.map(BigDecimal::toString).orElse(""));
  }

  static Optional<BigDecimal> decimal(DataInputStream in) throws IOException {
    String text = in.readUTF();
    return text.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(text));
  }
}
