// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BiConsumer;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** Reads what {@link StateWriter} wrote. */
final class StateReader {
  private final BinaryDecoder decoder;
  private final int version;

  StateReader(byte[] bytes, int newest) {
    this.decoder = DecoderFactory.get().binaryDecoder(bytes, null);
    this.version = count();
    if (version < 1 || version > newest) {
      throw new IllegalStateException(
          "state layout version: " + version + " (expected: 1 to " + newest + ")");
    }
  }

  int version() {
    return version;
  }

  long number() {
    try {
      return decoder.readLong();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int count() {
    return Math.toIntExact(number());
  }

  String text() {
    try {
      return decoder.readString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void counts(BiConsumer<String, Long> into) {
    int size = count();
    for (int i = 0; i < size; i++) {
      into.accept(text(), number());
    }
  }

  void ranges(BiConsumer<Long, Long> into) {
    int size = count();
    for (int i = 0; i < size; i++) {
      long start = number();
      into.accept(start, start + number());
    }
  }
}
