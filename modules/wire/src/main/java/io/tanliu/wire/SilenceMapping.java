// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.avro.AlertSilence;
import io.tanliu.domain.alert.Level;
import io.tanliu.domain.alert.life.Silence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@link Silence} as Avro. */
public final class SilenceMapping {
  private SilenceMapping() {}

  /**
   * The record for a silence.
   *
   * @param setAt when it was set, epoch milliseconds
   */
  public static AlertSilence toAvro(Silence silence, long setAt) {
    return AlertSilence.newBuilder()
        .setId(silence.id())
        .setRules(List.copyOf(new java.util.TreeSet<>(silence.rules())))
        .setEntity(silence.entity().orElse(null))
        .setRegion(silence.region().orElse(null))
        .setSeverity(silence.severity().map(Level::name).orElse(null))
        .setAlertId(silence.alertId().orElse(null))
        .setFrom(Instant.ofEpochMilli(silence.from()))
        .setUntil(Instant.ofEpochMilli(silence.until()))
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
        record.getAuthor(),
        record.getReason());
  }
}
