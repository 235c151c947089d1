// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Reads a file of one point as a push would, without sending it. */
public final class FileHistory {
  private FileHistory() {}

  /**
   * Visits the start of each interval and its value; rows that withdraw a reading are left out.
   *
   * @throws PushException when a row holds no time or number
   * @throws IOException when the file cannot be read, or the form does not fit it
   */
  public static void read(Path file, FileForm form, BiConsumer<Instant, BigDecimal> visitor)
      throws PushException, IOException {
    FilePush.checked(form.times());
    try (FileReadings readings = FileReadings.open(file, form, Optional.of(""))) {
      Optional<FileReading> next = readings.next();
      while (next.isPresent()) {
        FileReading reading = next.get();
        Instant start = start(reading, form);
        if (!reading.withdrawn().equals("true")) {
          visitor.accept(start, value(reading));
        }
        next = readings.next();
      }
    }
  }

  private static Instant start(FileReading reading, FileForm form) throws PushException {
    try {
      return Instant.parse(reading.time());
    } catch (DateTimeParseException e) {
      throw wrong(reading, "time", reading.time(), form.times().format());
    }
  }

  private static BigDecimal value(FileReading reading) throws PushException {
    try {
      return new BigDecimal(reading.value());
    } catch (NumberFormatException e) {
      throw wrong(reading, "value", reading.value(), "a number");
    }
  }

  private static PushException wrong(
      FileReading reading, String field, String value, String expected) {
    return new PushException(
        reading.where() + ": " + field + ": " + value + " (expected: " + expected + ")");
  }
}
