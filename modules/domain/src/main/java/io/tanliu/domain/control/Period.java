// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import io.tanliu.domain.time.Granularity;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A calendar month or year, in whatever zone the entity has.
 *
 * @param text {@code yyyy} or {@code yyyy-MM}
 * @param granularity month or year
 * @param first its first day
 */
public record Period(String text, Granularity granularity, LocalDate first) {

  /** Reads {@code yyyy} or {@code yyyy-MM}; empty when the text is neither. */
  public static Optional<Period> parse(String text) {
    try {
      if (text.matches("\\d{4}")) {
        return Optional.of(new Period(text, Granularity.YEAR, Year.parse(text).atDay(1)));
      }
      if (text.matches("\\d{4}-\\d{2}")) {
        return Optional.of(new Period(text, Granularity.MONTH, YearMonth.parse(text).atDay(1)));
      }
      return Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** First instant of the period, epoch milliseconds. */
  public long start(ZoneId zone) {
    return first.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  /** First instant after the period, epoch milliseconds. */
  public long end(ZoneId zone) {
    return granularity.end(start(zone), zone);
  }
}
