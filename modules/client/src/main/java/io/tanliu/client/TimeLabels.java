// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client;

import io.tanliu.client.TimeForm.Label;
import io.tanliu.client.TimeForm.Midnight;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Turns the time labels of a file, row after row, into the starts of their intervals. An hour that
 * a zone lives through twice is told apart by the order of the rows.
 */
final class TimeLabels {
  private static final String ISO = "iso";
  private static final String AUTO = "auto";

  /** What begins with the year cannot be misread: 1/4 is January or April, 2018/1/4 is not. */
  private static final DateTimeFormatter YEAR_FIRST =
      DateTimeFormatter.ofPattern(
              "[u-M-d][u/M/d][u.M.d][uMMdd][u'年'M'月'd'日']"
                  + "[[ ]['T'][H:m[:s][.SSS]][H'时'm'分'[s'秒']][HHmmss]][XXX]",
              Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private final TimeForm form;
  private final DateTimeFormatter formatter;
  private Instant previous = Instant.MIN;

  /**
   * @throws IllegalArgumentException when the time format is none
   */
  TimeLabels(TimeForm form) {
    this.form = form;
    this.formatter =
        switch (form.format()) {
          case ISO, AUTO -> DateTimeFormatter.ISO_DATE_TIME;
          default ->
              DateTimeFormatter.ofPattern(strict(form.format()), Locale.ROOT)
                  .withResolverStyle(ResolverStyle.STRICT);
        };
  }

  /** Start of the interval that a label names; empty when the label does not fit the format. */
  Optional<Instant> start(String label) {
    Optional<TemporalAccessor> parsed = parsed(formatter, label);
    if (parsed.isEmpty() && form.format().equals(AUTO)) {
      parsed = parsed(YEAR_FIRST, label);
    }
    return parsed.flatMap(this::start);
  }

  /** The same for the date and time of a cell. */
  Optional<Instant> start(LocalDateTime label) {
    return start((TemporalAccessor) label);
  }

  private static Optional<TemporalAccessor> parsed(DateTimeFormatter formatter, String label) {
    try {
      return Optional.of(
          formatter.parseBest(label, OffsetDateTime::from, LocalDateTime::from, LocalDate::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Optional<Instant> start(TemporalAccessor parsed) {
    Optional<Instant> start;
    if (parsed instanceof OffsetDateTime offset) {
      LocalDateTime local = midnight(offset.toLocalDateTime());
      start = Optional.of(local.minus(shift()).toInstant(offset.getOffset()));
    } else if (parsed instanceof LocalDate date) {
      start = localStart(date.atStartOfDay());
    } else {
      start = localStart((LocalDateTime) parsed);
    }
    start.ifPresent(instant -> previous = instant);
    return start;
  }

  /** Above an hour an interval ends with the local clock, as in the ledger: a day may have 23 h. */
  private Optional<Instant> localStart(LocalDateTime label) {
    LocalDateTime local = midnight(label);
    return shift().compareTo(Duration.ofHours(1)) > 0
        ? inZone(local.minus(shift()), Duration.ZERO)
        : inZone(local, shift());
  }

  private Optional<Instant> inZone(LocalDateTime local, Duration shift) {
    List<ZoneOffset> offsets = form.zone().getRules().getValidOffsets(local);
    if (offsets.isEmpty()) {
      return Optional.empty();
    }
    Instant first = local.toInstant(offsets.get(0)).minus(shift);
    boolean again = offsets.size() > 1 && !first.isAfter(previous);
    return Optional.of(again ? local.toInstant(offsets.get(1)).minus(shift) : first);
  }

  private LocalDateTime midnight(LocalDateTime label) {
    boolean endsDay =
        form.midnight() == Midnight.ENDS_DAY && label.toLocalTime().equals(LocalTime.MIDNIGHT);
    return endsDay ? label.plusDays(1) : label;
  }

  private Duration shift() {
    return form.label() == Label.END ? form.interval() : Duration.ZERO;
  }

  /**
   * A pattern in which 31-02 is an error instead of the end of February: strict parsing wants the
   * proleptic year {@code u} where everybody writes {@code y}.
   */
  private static String strict(String pattern) {
    StringBuilder strict = new StringBuilder(pattern.length());
    boolean quoted = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      quoted ^= c == '\'';
      strict.append(c == 'y' && !quoted ? 'u' : c);
    }
    return strict.toString();
  }
}
