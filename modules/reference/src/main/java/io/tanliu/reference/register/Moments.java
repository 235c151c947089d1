// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.reference.register;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The ends of what held before: a date, or a date and time, with an offset or in the unit's zone.
 */
final class Moments {
  private static final String EXPECTED =
      "a quarter hour such as 2025-07-01, 2025-07-01T08:00 or 2025-07-01T08:00+08:00, from 2000 to"
          + " 2199";
  private static final Pattern ANY = Pattern.compile(".{1,40}");
  private static final long QUARTER_HOUR = 900_000L;
  private static final long FIRST = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
  private static final long LAST = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();

  private final ZoneId zone;
  private long previous = Long.MIN_VALUE;

  /** For one list, whose moments must increase. */
  Moments(ZoneId zone) {
    this.zone = zone;
  }

  /** The field {@code until} in epoch milliseconds; what is wrong with it is recorded. */
  Optional<Long> until(Fields fields) {
    Optional<Long> until =
        fields.required("until", ANY, EXPECTED).flatMap(this::parse).filter(Moments::allowed);
    if (until.isEmpty()) {
      if (fields.ok()) {
        fields.wrong("until", EXPECTED);
      }
      return until;
    }
    if (until.get() <= previous) {
      fields.wrong("until", "a moment after that of the entry before");
      return Optional.empty();
    }
    previous = until.get();
    return until;
  }

  private static boolean allowed(long millis) {
    return millis % QUARTER_HOUR == 0 && millis >= FIRST && millis < LAST;
  }

  private Optional<Long> parse(String text) {
    try {
      return Optional.of(instant(text).toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private Instant instant(String text) {
    if (text.length() == "2025-07-01".length()) {
      return LocalDate.parse(text).atStartOfDay(zone).toInstant();
    }
    String iso = text.replace(' ', 'T');
    return iso.matches(".*([zZ]|[+-]\\d\\d(:?\\d\\d)?)$") && iso.indexOf('T') > 0
        ? OffsetDateTime.parse(iso).toInstant()
        : LocalDateTime.parse(iso).atZone(zone).toInstant();
  }
}
