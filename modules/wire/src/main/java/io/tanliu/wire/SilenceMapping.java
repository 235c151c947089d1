// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.avro.AlertSilence;
import io.tanliu.domain.alert.Level;
import io.tanliu.domain.alert.life.MuteTimes;
import io.tanliu.domain.alert.life.Silence;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** {@link Silence} as Avro. */
public final class SilenceMapping {
  private static final String DEFAULT_ZONE = "Asia/Shanghai";

  private SilenceMapping() {}

  /**
   * The record for a silence.
   *
   * @param setAt when it was set, epoch milliseconds
   */
  public static AlertSilence toAvro(Silence silence, long setAt) {
    return AlertSilence.newBuilder()
        .setId(silence.id())
        .setRules(List.copyOf(new TreeSet<>(silence.rules())))
        .setEntity(silence.entity().orElse(null))
        .setRegion(silence.region().orElse(null))
        .setSeverity(silence.severity().map(Level::name).orElse(null))
        .setAlertId(silence.alertId().orElse(null))
        .setFrom(Instant.ofEpochMilli(silence.from()))
        .setUntil(Instant.ofEpochMilli(silence.until()))
        .setDays(
            silence.times().stream()
                .flatMap(times -> times.days().stream())
                .sorted()
                .map(DayOfWeek::name)
                .toList())
        .setDailyFrom(silence.times().map(times -> times.from().toString()).orElse(null))
        .setDailyUntil(silence.times().map(times -> times.until().toString()).orElse(null))
        .setZone(silence.times().map(times -> times.zone().getId()).orElse(DEFAULT_ZONE))
        .setAuthor(silence.author())
        .setReason(silence.reason())
        .setSetAt(Instant.ofEpochMilli(setAt))
        .build();
  }

  /**
   * The silence in a record.
   *
   * @throws IllegalArgumentException when the severity is none or it ends before it begins; the
   *     message has field, value and what was expected
   */
  public static Silence fromAvro(AlertSilence record) {
    if (!record.getUntil().isAfter(record.getFrom())) {
      throw Parse.refused("until", record.getUntil().toString(), "after " + record.getFrom());
    }
    return new Silence(
        record.getId(),
        Set.copyOf(record.getRules()),
        Optional.ofNullable(record.getEntity()),
        Optional.ofNullable(record.getRegion()),
        Optional.ofNullable(record.getSeverity())
            .map(text -> Parse.constant("severity", text, Level.class)),
        Optional.ofNullable(record.getAlertId()),
        record.getFrom().toEpochMilli(),
        record.getUntil().toEpochMilli(),
        times(record),
        record.getAuthor(),
        record.getReason());
  }

  private static Optional<MuteTimes> times(AlertSilence record) {
    if (record.getDays().isEmpty() && record.getDailyFrom() == null) {
      return Optional.empty();
    }
    return Optional.of(
        new MuteTimes(
            record.getDays().stream()
                .map(day -> Parse.constant("days", day, DayOfWeek.class))
                .collect(Collectors.toUnmodifiableSet()),
            time("dailyFrom", record.getDailyFrom()),
            time("dailyUntil", record.getDailyUntil()),
            Parse.zone("zone", record.getZone())));
  }

  private static LocalTime time(String field, String text) {
    try {
      return text == null ? LocalTime.MIDNIGHT : LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw Parse.refused(field, text, "a time of the day as HH:mm");
    }
  }
}
