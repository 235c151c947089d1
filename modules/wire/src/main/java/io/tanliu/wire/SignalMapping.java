// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.avro.AlertSignal;
import io.tanliu.avro.SignalLevel;
import io.tanliu.domain.alert.AlertKey;
import io.tanliu.domain.alert.Condition;
import io.tanliu.domain.alert.Grounds;
import io.tanliu.domain.alert.Level;
import io.tanliu.domain.alert.Signal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** {@link Signal} as Avro. */
public final class SignalMapping {
  private SignalMapping() {}

  /** The record for a signal. */
  public static AlertSignal toAvro(Signal signal) {
    Condition condition = signal.condition();
    Grounds grounds = signal.grounds();
    return AlertSignal.newBuilder()
        .setRule(signal.key().rule())
        .setEntity(signal.key().entity())
        .setSubject(signal.key().subject())
        .setQuantity(grounds.quantity())
        .setPeriod(grounds.period())
        .setLevel(SignalLevel.valueOf(condition.level().name()))
        .setNoData(condition.noData())
        .setSince(Instant.ofEpochMilli(condition.since()))
        .setActiveSince(instant(condition.activeSince()))
        .setLastTrue(instant(condition.lastTrue()))
        .setAt(Instant.ofEpochMilli(condition.at()))
        .setRestated(condition.restated())
        .setClosed(condition.closed())
        .setReason(condition.reason())
        .setFlapScore(condition.flapScore().isPresent() ? condition.flapScore().getAsInt() : null)
        .setCrossedAt(instant(grounds.crossedAt()))
        .setMeasured(grounds.measured().orElse(null))
        .setLimit(grounds.limit().orElse(null))
        .setSchedule(grounds.schedule().orElse(null))
        .setUnit(grounds.unit())
        .setCoverage(grounds.coverage())
        .setEstimated(grounds.estimated())
        .setRevision(grounds.revision())
        .setZone(grounds.zone())
        .setSource(grounds.source())
        .setRegion(signal.region().orElse(null))
        .setParents(signal.regions())
        .setLabels(grounds.labels())
        .build();
  }

  /**
   * The signal in a record.
   *
   * @throws IllegalArgumentException when a field holds what no alert can be told with; the message
   *     has field, value and what was expected
   */
  public static Signal fromAvro(AlertSignal record) {
    AlertKey key = new AlertKey(record.getRule(), record.getEntity(), record.getSubject());
    if (!AlertKey.parse(key.id()).equals(Optional.of(key))) {
      throw Parse.refused("rule|entity|subject", key.id(), "rule and entity without |, none empty");
    }
    return new Signal(
        key,
        new Condition(
            Level.valueOf(record.getLevel().name()),
            record.getNoData(),
            record.getSince().toEpochMilli(),
            time(record.getActiveSince()),
            time(record.getLastTrue()),
            record.getAt().toEpochMilli(),
            record.getRestated(),
            record.getClosed(),
            record.getReason(),
            record.getFlapScore() == null
                ? OptionalInt.empty()
                : OptionalInt.of(record.getFlapScore())),
        new Grounds(
            record.getQuantity(),
            record.getPeriod(),
            time(record.getCrossedAt()),
            decimal("measured", record.getMeasured()),
            decimal("limit", record.getLimit()),
            decimal("schedule", record.getSchedule()),
            record.getUnit(),
            record.getCoverage(),
            record.getEstimated(),
            record.getRevision(),
            Parse.zone("zone", record.getZone()).getId(),
            record.getSource(),
            record.getLabels()),
        Optional.ofNullable(record.getRegion()),
        record.getParents());
  }

  private static Optional<String> decimal(String field, String value) {
    return Optional.ofNullable(value).map(text -> Parse.decimal(field, text).toPlainString());
  }

  static Instant instant(OptionalLong time) {
    return time.isPresent() ? Instant.ofEpochMilli(time.getAsLong()) : null;
  }

  static OptionalLong time(Instant instant) {
    return instant == null ? OptionalLong.empty() : OptionalLong.of(instant.toEpochMilli());
  }
}
