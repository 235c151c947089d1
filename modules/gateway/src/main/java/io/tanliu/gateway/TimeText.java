// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.tanliu.domain.reading.ReadingError;
import io.tanliu.domain.reading.ReadingError.Code;
import io.tanliu.domain.reading.ReadingRules;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** Reads the time of a reading: ISO 8601 with its offset, or milliseconds since 1970. */
final class TimeText {
  /** Times before this are slips: epoch seconds, or a date written as a number. */
  static final long EARLIEST = ReadingRules.OLDEST.toEpochMilli();

  private static final String EXPECTED =
      "ISO 8601 with an offset or Z, e.g. 2018-01-01T00:00:00+09:00, or epoch milliseconds,"
          + " from the year 2000 on";

  private TimeText() {}

  /** Either a time in epoch milliseconds or what is wrong with the text. */
  record Parsed(long millis, ReadingError error) {}

  static Parsed parse(String text) {
    try {
      long millis = isNumber(text) ? Long.parseLong(text) : iso(text);
      return millis < EARLIEST ? bad(text, EXPECTED) : new Parsed(millis, null);
    } catch (NumberFormatException | ArithmeticException e) {
      return bad(text, EXPECTED);
    } catch (DateTimeException e) {
      return bad(text, isLocal(text) ? "an offset or Z after this local time" : EXPECTED);
    }
  }

  private static long iso(String text) {
    Instant time = OffsetDateTime.parse(text).toInstant();
    if (!time.truncatedTo(ChronoUnit.MILLIS).equals(time)) {
      throw new DateTimeException("finer than a millisecond");
    }
    return time.toEpochMilli();
  }

  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() < 19;
  }

  private static boolean isLocal(String text) {
    try {
      LocalDateTime.parse(text.replace(' ', 'T'));
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static Parsed bad(String text, String expected) {
    return new Parsed(0, new ReadingError(Code.BAD_TIME, "time", text, expected));
  }
}
