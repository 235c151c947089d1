// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology;

import io.tanliu.avro.AlertEvent;
import io.tanliu.avro.AlertSeverity;
import io.tanliu.avro.AlertState;
import io.tanliu.domain.alert.Alert;
import io.tanliu.domain.control.Evidence;
import io.tanliu.domain.control.Target;
import java.time.Instant;
import java.time.ZoneId;

/** Alerts as they are published. */
final class AlertRecords {
  private AlertRecords() {}

  static AlertEvent of(Alert alert, ZoneId zone) {
    Target target = alert.target();
    Evidence evidence = alert.evidence();
    return AlertEvent.newBuilder()
        .setAlertId(alert.id())
        .setSequence(alert.sequence())
        .setRule(alert.rule().code())
        .setEntity(target.entity())
        .setTarget(target.id())
        .setQuantity(target.quantity())
        .setPeriod(target.period().text())
        .setState(alert.firing() ? AlertState.FIRING : AlertState.RESOLVED)
        .setSeverity(AlertSeverity.valueOf(alert.rule().severity().name()))
        .setReason(alert.reason().code())
        .setAt(Instant.ofEpochMilli(evidence.at()))
        .setCrossedAt(
            alert.crossedAt().isPresent()
                ? Instant.ofEpochMilli(alert.crossedAt().getAsLong())
                : null)
        .setMeasured(evidence.measured())
        .setLimit(target.limit())
        .setSchedule(evidence.schedule())
        .setUnit(evidence.dimension().baseUnit())
        .setCoverage(evidence.coverage())
        .setEstimated(evidence.estimated())
        .setRevision(evidence.revision())
        .setZone(zone.getId())
        .setSource(target.source())
        .build();
  }
}
