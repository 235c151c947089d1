// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the times of a query: a year, month, date, local or offset date-time. */
final class TimeParameter {
  static final String EXPECTED =
      "yyyy, yyyy-MM, yyyy-MM-dd, yyyy-MM-ddTHH:mm[:ss] in the entity's zone, or with an offset such"
          + " as +08:00 or Z; years 1970 to 2200";

  /** A plus sign that was not escaped in the address arrives as a space. */
  private static final Pattern LOST_PLUS = Pattern.compile("(.*T.*) (\\d{2}:?\\d{2})");

  private static final Pattern OFFSET = Pattern.compile(".*T.*(Z|z|[+-]\\d{2}:\\d{2})");
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2201-01-01T00:00:00Z");
  private static final int MAX_LENGTH = 40;

  private TimeParameter() {}

  /**
   * The instant meant.
   *
   * @param zone zone of a text without an offset
   * @throws Problem when the text is none of the forms, or outside the years 1970 to 2200
   */
  static Instant parse(String field, String text, ZoneId zone) {
    String shown = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
    try {
      Instant time = read(text.strip(), zone);
      if (!time.isBefore(EARLIEST) && time.isBefore(LATEST)) {
        return time;
      }
    } catch (DateTimeException e) {
      // Answered below, together with a year out of range.
    }
    throw Problem.badRequest("BAD_TIME", field, shown, EXPECTED);
  }

  private static Instant read(String text, ZoneId zone) {
    if (text.length() > MAX_LENGTH) {
      throw new DateTimeException("too long");
    }
    if (text.matches("\\d{4}")) {
      return LocalDate.of(Integer.parseInt(text), 1, 1).atStartOfDay(zone).toInstant();
    }
    if (text.matches("\\d{4}-\\d{2}")) {
      return YearMonth.parse(text).atDay(1).atStartOfDay(zone).toInstant();
    }
    if (text.indexOf('T') < 0) {
      return LocalDate.parse(text).atStartOfDay(zone).toInstant();
    }
    Matcher lost = LOST_PLUS.matcher(text);
    String whole = lost.matches() ? lost.group(1) + "+" + lost.group(2) : text;
    if (OFFSET.matcher(whole).matches()) {
      return OffsetDateTime.parse(whole).toInstant();
    }
    return LocalDateTime.parse(whole).atZone(zone).toInstant();
  }
}
