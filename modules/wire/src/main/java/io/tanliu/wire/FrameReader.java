// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.domain.reading.Reading;
import io.tanliu.domain.reading.ReadingFrame;
import io.tanliu.domain.reading.ReadingFrame.Action;
import io.tanliu.domain.reading.ReadingFrame.Edit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Reads a frame from Avro's binary encoding of our own schema, without the generated records and
 * moments that stand between the two: there are millions of readings, and each would make three
 * objects more. It takes what Avro's own decoder takes; what it does not understand is an exception
 * of any kind, and Avro's decoder then has the last word.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#binary-encoding">Binary
 *     encoding</a>
 */
final class FrameReader {
  private static final String LAYOUT = layout(io.tanliu.avro.ReadingFrame.getClassSchema());

  /** Frames of a unit carry the same points. Some megabytes when full. */
  private static final TextCache NAMES = new TextCache(1 << 16);

  private static final int LEAST_BYTES_PER_READING = 4;
  private static final int MOST_BYTES_OF_INT = 5;
  private static final int MOST_BYTES_OF_LONG = 10;

  private final byte[] bytes;
  private int at;

  private FrameReader(byte[] bytes, int from) {
    this.bytes = bytes;
    this.at = from;
  }

  /** True when what a schema writes can be read here: same fields, types and order. */
  static boolean reads(Schema written) {
    return LAYOUT.equals(layout(written));
  }

  private static String layout(Schema schema) {
    return SchemaNormalization.toParsingForm(schema);
  }

  /** The frame whose encoding begins there. */
  static ReadingFrame read(byte[] bytes, int from) {
    return new FrameReader(bytes, from).frame();
  }

  private ReadingFrame frame() {
    return new ReadingFrame(
        text(),
        name(),
        number(),
        name(),
        name(),
        name(),
        action(),
        bytes[at++] == 1,
        edit(),
        readings());
  }

  private Action action() {
    return switch (integer()) {
      case 0 -> Action.REPORT;
      case 1 -> Action.WITHDRAW;
      default -> throw new IllegalStateException("not an action");
    };
  }

  private Optional<Edit> edit() {
    return switch (integer()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(new Edit(text(), text(), number()));
      default -> throw new IllegalStateException("neither an edit nor none");
    };
  }

  private List<Reading> readings() {
    List<Reading> readings = List.of();
    for (long items = block(); items != 0; items = block()) {
      if (items > (bytes.length - at) / LEAST_BYTES_PER_READING) {
        throw new IllegalStateException("more readings than bytes");
      }
      if (readings.isEmpty()) {
        readings = new ArrayList<>((int) items);
      }
      for (int i = 0; i < items; i++) {
        readings.add(new Reading(name(), number(), number(), integer()));
      }
    }
    return readings;
  }

  /** Number of items in the next block; a negative one is followed by the size in bytes. */
  private long block() {
    long items = number();
    if (items < 0) {
      if (number() < 0) {
        throw new IllegalStateException("negative size");
      }
      return Math.negateExact(items);
    }
    return items;
  }

  private String name() {
    int length = length();
    at += length;
    return NAMES.of(bytes, at - length, length);
  }

  private String text() {
    int length = length();
    at += length;
    return new String(bytes, at - length, length, StandardCharsets.UTF_8);
  }

  private int length() {
    long length = number();
    if (length < 0 || length > bytes.length - at) {
      throw new IllegalStateException("longer than the record");
    }
    return (int) length;
  }

  private int integer() {
    return Math.toIntExact(number(MOST_BYTES_OF_INT));
  }

  private long number() {
    return number(MOST_BYTES_OF_LONG);
  }

  private long number(int mostBytes) {
    long rest = 0;
    for (int i = 0; i < mostBytes; i++) {
      byte next = bytes[at++];
      rest |= (next & 0x7FL) << (7 * i);
      if (next >= 0) {
        return (rest >>> 1) ^ -(rest & 1);
      }
    }
    throw new IllegalStateException("not a number");
  }
}
