// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.avro.AlertSignal;
import io.tanliu.avro.SignalLevel;
import io.tanliu.domain.alert.Alert;
import io.tanliu.domain.alert.Alert.Reason;
import io.tanliu.domain.control.Evidence;
import io.tanliu.domain.control.Target;
import java.time.Instant;
import java.time.ZoneId;

/** What budgets find, as it is told to the life of alerts. */
final class AlertRecords {
  private AlertRecords() {}

  static AlertSignal of(Alert alert, ZoneId zone) {
    Target target = alert.target();
    Evidence evidence = alert.evidence();
    Instant at = Instant.ofEpochMilli(evidence.at());
    Instant crossedAt =
        alert.crossedAt().isPresent() ? Instant.ofEpochMilli(alert.crossedAt().getAsLong()) : null;
    Instant since = crossedAt == null ? Instant.ofEpochMilli(alert.changedAt()) : crossedAt;
    boolean over = alert.reason() == Reason.PERIOD_ENDED || alert.reason() == Reason.TARGET_CHANGED;
    return AlertSignal.newBuilder()
        .setRule(alert.rule().code())
        .setEntity(target.entity())
        .setSubject(target.id())
        .setQuantity(target.quantity())
        .setPeriod(target.period().text())
        .setLevel(
            alert.firing() ? SignalLevel.valueOf(alert.rule().severity().name()) : SignalLevel.NONE)
        .setSince(since)
        .setActiveSince(alert.firing() ? since : null)
        .setLastTrue(alert.firing() ? at : null)
        .setAt(at)
        .setRestated(alert.reason() == Reason.RESTATED || alert.reason() == Reason.MOVED)
        .setClosed(!alert.firing() && over)
        .setReason(alert.reason().code())
        .setCrossedAt(crossedAt)
        .setMeasured(Long.toString(evidence.measured()))
        .setLimit(Long.toString(target.limit()))
        .setSchedule(Long.toString(evidence.schedule()))
        .setUnit(evidence.dimension().baseUnit())
        .setCoverage(evidence.coverage())
        .setEstimated(evidence.estimated())
        .setRevision(evidence.revision())
        .setZone(zone.getId())
        .setSource(target.source())
        .build();
  }
}
