// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

import io.tanliu.domain.time.Granularity;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A calendar month, a year, or the years of a plan (规划期, as a rule five), in whatever zone the
 * entity has.
 *
 * @param text {@code yyyy}, {@code yyyy-MM}, or {@code yyyy/yyyy} with the first and the last year
 * @param granularity month or year; year also for several years
 * @param first its first day
 * @param count number of months or years, 1 except for several years
 */
public record Period(String text, Granularity granularity, LocalDate first, int count) {
  /** What {@link #parse} accepts, for messages. */
  public static final String EXPECTED =
      "a year yyyy, a month yyyy-MM, or the first and last year of several, yyyy/yyyy";

  private static final int MOST_YEARS = 60;

  /** Reads a period; empty when the text is none. */
  public static Optional<Period> parse(String text) {
    try {
      if (text.matches("\\d{4}")) {
        return Optional.of(new Period(text, Granularity.YEAR, Year.parse(text).atDay(1), 1));
      }
      if (text.matches("\\d{4}-\\d{2}")) {
        return Optional.of(new Period(text, Granularity.MONTH, YearMonth.parse(text).atDay(1), 1));
      }
      return text.matches("\\d{4}/\\d{4}") ? years(text) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Period> years(String text) {
    Year from = Year.parse(text.substring(0, 4));
    int count = Year.parse(text.substring(5)).getValue() - from.getValue() + 1;
    return count < 2 || count > MOST_YEARS
        ? Optional.empty()
        : Optional.of(new Period(text, Granularity.YEAR, from.atDay(1), count));
  }

  /** The period of one year. */
  public static Period year(int year) {
    return parse("%04d".formatted(year)).orElseThrow();
  }

  /** True for more than one year. */
  public boolean several() {
    return count > 1;
  }

  /** The day after its last one. */
  public LocalDate after() {
    return granularity == Granularity.MONTH ? first.plusMonths(count) : first.plusYears(count);
  }

  /** Its calendar years, in order; of a month the year in which it lies. */
  public List<Period> years() {
    return IntStream.range(0, granularity == Granularity.MONTH ? 1 : count)
        .mapToObj(i -> year(first.getYear() + i))
        .toList();
  }

  /** First instant of the period, epoch milliseconds. */
  public long start(ZoneId zone) {
    return first.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  /** First instant after the period, epoch milliseconds. */
  public long end(ZoneId zone) {
    return after().atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
