// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.client;

import io.tanliu.client.CsvForm.Label;
import io.tanliu.client.CsvForm.Midnight;
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

  private final CsvForm form;
  private final DateTimeFormatter formatter;
  private Instant previous = Instant.MIN;

  /**
   * @throws IllegalArgumentException when the time format is none
   */
  TimeLabels(CsvForm form) {
    this.form = form;
    this.formatter =
        form.timeFormat().equals(ISO)
            ? DateTimeFormatter.ISO_DATE_TIME
            : DateTimeFormatter.ofPattern(strict(form.timeFormat()), Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
  }

  /** Start of the interval that a label names; empty when the label does not fit the format. */
  Optional<Instant> start(String label) {
    try {
      TemporalAccessor parsed =
          formatter.parseBest(label, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
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
    } catch (DateTimeException e) {
      return Optional.empty();
    }
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
