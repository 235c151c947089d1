// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.state;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.SortedMap;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Writes one state value: a version, then variable-length numbers and strings. State is read back
 * by the same program years of events later, so every value begins with the version of its layout.
 */
final class StateWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
  private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);

  StateWriter(int version) {
    number(version);
  }

  StateWriter number(long value) {
    try {
      encoder.writeLong(value);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  StateWriter text(String value) {
    try {
      encoder.writeString(value);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  StateWriter counts(Map<String, Long> counts) {
    number(counts.size());
    counts.forEach((name, count) -> text(name).number(count));
    return this;
  }

  StateWriter ranges(SortedMap<Long, Long> ranges) {
    number(ranges.size());
    ranges.forEach((start, end) -> number(start).number(end - start));
    return this;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
