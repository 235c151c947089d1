// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** State and messages as bytes that begin with one for the version of their layout. */
public final class VersionedBytes {
  private VersionedBytes() {}

  /** Writes a value. */
  @FunctionalInterface
  public interface Writer {
    /** Writes what follows the version. */
    void write(DataOutputStream out) throws IOException;
  }

  /** Reads a value. */
  @FunctionalInterface
  public interface Reader<T> {
    /** Reads what follows the version. */
    T read(DataInputStream in) throws IOException;
  }

  /**
   * What a writer writes, behind its version.
   *
   * @param version of the layout, 1 to 127
   */
  public static byte[] write(int version, Writer writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(version);
      writer.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * What a reader reads.
   *
   * @param version of the layout that the reader knows
   * @throws IllegalStateException if the bytes are of another one
   */
  public static <T> T read(int version, byte[] bytes, Reader<T> reader) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int found = in.readByte();
      if (found != version) {
        throw new IllegalStateException(
            "state layout version: " + found + " (expected: " + version + ")");
      }
      return reader.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
